import { callbackAnswer, type CompiledCallback } from "@understudy/answering";
import { type Callback, type HttpMessage, type Message, signatureHeadersOf } from "@understudy/domain";
import { type DestinationGuard, explainForbiddenHeader } from "@understudy/egress";
import type { RenderContext } from "@understudy/templating";
import { type RenderedView, viewMessage } from "../deliveries/delivery-view.ts";
import { type GuardVerdict, judge } from "./guard-verdict.ts";

/** What a callback would send. */
export interface CallbackPreview {
  index: number;
  name: string | null;
  /** The name of the callback that it waits for. */
  after: string | null;
  type: CompiledCallback["type"];
  trigger: string;
  /** Whether its trigger fits this answer. */
  fires: boolean;
  /** Why its condition is not met, in words; null when it is, and when there is none. */
  unmetCondition: string | null;
  isSynchronous: boolean;
  /** Null where nothing can be rendered. */
  message: RenderedView | null;
  guard: GuardVerdict | null;
}

export interface PreviewCallbackOptions {
  definition: Callback | undefined;
  /** Names of the callbacks that it comes behind. */
  predecessors: readonly string[];
  guard: DestinationGuard;
  firing: Parameters<CompiledCallback["firesOn"]>[0];
  context: RenderContext;
  warn: (message: string) => void;
}

/** Renders a callback as the first in a chain would be, secrets masked, and says what would keep it from being sent. */
export function previewCallback(callback: CompiledCallback, options: PreviewCallbackOptions): CallbackPreview {
  const { definition, firing, guard, warn } = options;
  const { index, name, after, type, isSynchronous } = callback;
  const preview: CallbackPreview = {
    index,
    name,
    after,
    type,
    trigger: definition?.trigger || "always",
    fires: callback.firesOn(firing),
    unmetCondition: callback.condition.findUnmet(options.context, firing.status),
    isSynchronous,
    message: null,
    guard: null,
  };
  try {
    const { message, body } = callback.render(withoutAnswers(callback, options), 1);
    const forbidden = message.kind === "http" ? explainForbiddenHeader(headersOf(message)) : null;
    if (forbidden !== null) warn(forbidden);
    const verdict = judgeAll(addressesOf(message), guard);
    if (verdict.reason !== undefined) warn(`The destination is blocked: ${verdict.reason}`);
    return { ...preview, message: viewMessage(message, body), guard: verdict };
  } catch (error) {
    warn(`can't be rendered: ${error instanceof Error ? error.message : String(error)}`);
    return preview;
  }
}

/** What it waits for has no answer yet: such expressions are shown as they are written. */
function withoutAnswers(
  { after }: CompiledCallback,
  { context, warn, predecessors }: PreviewCallbackOptions,
): RenderContext {
  if (after === null) return { ...context, callbacks: new Map() };
  return {
    ...context,
    onUnresolved(expression) {
      const predecessor = predecessors.find((name) => expression.startsWith(callbackAnswer + name));
      if (predecessor === undefined) context.onUnresolved?.(expression);
      else warn(`${expression} is filled when ${JSON.stringify(predecessor)} has been answered`);
    },
  };
}

/** The bytes of a sealed value are not those that will be sent, and a signature is made when it is sent: of both only the name is known. */
function headersOf({ headers, sealedHeaders, signature }: HttpMessage): [string, string][] {
  const signed = signature === undefined ? [] : signatureHeadersOf(signature.signing);
  return [
    ...headers.map<[string, string]>(([name, value]) => [
      name,
      sealedHeaders.includes(name.toLowerCase()) ? "" : value,
    ]),
    ...signed.map<[string, string]>((name) => [name, ""]),
  ];
}

/** What the guard is asked for, as URLs: of a broker only host and port count. */
function addressesOf(message: Message): string[] {
  switch (message.kind) {
    case "http":
      return [message.url];
    case "kafka":
      return message.brokers.map((broker) => `http://${broker}/`);
    case "rabbitmq": {
      const { hostname, port } = message;
      return [`http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}/`];
    }
  }
}

/** One that is blocked is what a user has to know of. */
function judgeAll(urls: readonly string[], guard: DestinationGuard): GuardVerdict {
  const verdicts = urls.map((url) => judge(url, guard));
  return verdicts.find(({ verdict }) => verdict === "blocked") ?? verdicts[0] ?? { verdict: "blocked" };
}
