import type { Callback, PostponedMessage } from "@understudy/domain";
import { traceOf } from "./trace-headers.ts";
import type { ReadKeys, RenderContext, TemplateReads } from "@understudy/templating";

/** What of a call a callback must keep to be rendered later: the parts that its templates name, and no others (design 2). */
export function postponeMessage(
  message: Pick<PostponedMessage, "index" | "isStrict" | "hops"> & { callback: Callback },
  rendering: RenderContext,
  reads: TemplateReads,
): PostponedMessage {
  const { namespace, request, response, stores } = rendering;
  const trace = traceOf(rendering);
  const { condition: _decided, ...callback } = message.callback;
  const { body, headers, query, pathParams, method, path } = request;
  return {
    ...message,
    callback,
    context: {
      namespace,
      request: {
        ...(reads.requestBody && { body }),
        headers: pick(headers, reads.headerNames),
        query: pick(query, reads.queryNames),
        ...{ pathParams, method, path },
      },
      ...(reads.response && { response }),
      stores: {
        global: pickEntries(stores.global, reads.globalStoreKeys),
        chain: pickEntries(stores.chain, reads.chainStoreKeys),
        mock: pickEntries(stores.mock, reads.mockStoreKeys),
      },
      ...(trace !== null && { trace }),
    },
  };
}

function pick(lists: Readonly<Record<string, readonly string[]>>, names: ReadKeys): Record<string, string[]> {
  const kept = Object.entries(lists).filter(([name]) => names === "all" || names.includes(name));
  return Object.fromEntries(kept.map(([name, values]) => [name, [...values]]));
}

function pickEntries(store: ReadonlyMap<string, unknown>, keys: ReadKeys): [string, unknown][] {
  return [...store].filter(([key]) => keys === "all" || keys.includes(key));
}
