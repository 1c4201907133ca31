import type { PostponedMessage } from "@understudy/domain";
import type { RenderContext } from "@understudy/templating";
import { type CompileCallbackOptions, compileCallback, type RenderedCallback } from "./compile-callback.ts";

/** Renders it at last, with what was not there before. Throws when it can't be prepared. */
export function renderPostponed(
  { callback, index, isStrict, hops, context }: PostponedMessage,
  late: Pick<RenderContext, "faker" | "now"> & Required<Pick<RenderContext, "callbacks">>,
  options: CompileCallbackOptions,
): RenderedCallback {
  const { namespace, request, response, stores, trace } = context;
  const { global, chain, mock } = stores;
  const compiled = compileCallback(callback, index, { ...options, isStrict, findFile: () => undefined });
  return compiled.render(
    {
      ...late,
      namespace,
      ...(trace !== undefined && { trace }),
      request: { ...request, body: request.body },
      stores: { global: new Map(global), chain: new Map(chain), mock: new Map(mock) },
      ...(response !== undefined && { response }),
    },
    hops,
  );
}
