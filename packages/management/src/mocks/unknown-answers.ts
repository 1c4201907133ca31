import { type Callback, type MockDefinition, predecessorNamesOf, type Problem } from "@understudy/domain";
import { compileTemplate } from "@understudy/templating";

/**
 * Warns of callbacks that use the answer of one which they don't wait for: there never is one. `path` is where the mock stands in the
 * request.
 */
export function findUnknownAnswers({ webhooks }: MockDefinition, path = "$"): Problem[] {
  const callbacks = webhooks ?? [];
  return callbacks.flatMap((callback, index) => {
    const known = predecessorNamesOf(callback, callbacks);
    return listUsedNames(callback)
      .filter((name) => !known.some((predecessor) => isSame(name, predecessor)))
      .map((name) => ({
        path: `${path}.webhooks[${index}]`,
        message: `$.cb.${name} stays as it is written: it does not wait for a callback of that name (after)`,
      }));
  });
}

/** Computed names may be any. */
function listUsedNames(callback: Callback): readonly string[] {
  const { url, headers, body, kafkaTopic, kafkaKey, rabbitExchange, rabbitRoutingKey, rabbitQueue } = callback;
  const { callbackNames } = compileTemplate([
    ...[url, headers, body, kafkaTopic, kafkaKey, rabbitExchange, rabbitRoutingKey, rabbitQueue],
  ]).reads;
  return callbackNames === "all" ? [] : callbackNames;
}

/** `$.cb.a-b` is read as the callback `a-b`, or as `a` and text. */
function isSame(name: string, predecessor: string): boolean {
  return name === predecessor || predecessor.startsWith(`${name}-`) || name.startsWith(`${predecessor}-`);
}
