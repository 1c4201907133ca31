import type { CompiledCallback } from "@understudy/answering";
import { type Callback, secretMask } from "@understudy/domain";
import { type DestinationGuard, explainForbiddenHeader } from "@understudy/egress";
import type { RenderContext } from "@understudy/templating";
import { type BodyView, viewBody } from "../body-view.ts";
import { type GuardVerdict, judge } from "./guard-verdict.ts";

/** What a callback would send. */
export interface CallbackPreview {
  index: number;
  type: CompiledCallback["type"];
  trigger: string;
  /** Whether it fires for this answer. */
  fires: boolean;
  isSynchronous: boolean;
  /** Null where nothing can be rendered. */
  message: null | {
    method: string;
    url: string;
    headers: [name: string, value: string][];
    body: BodyView | null;
  };
  guard: GuardVerdict | null;
}

export interface PreviewCallbackOptions {
  definition: Callback | undefined;
  guard: DestinationGuard;
  firing: Parameters<CompiledCallback["firesOn"]>[0];
  context: RenderContext;
  warn: (message: string) => void;
}

/** Renders a callback as the first in a chain would be, secrets masked, and says what would keep it from being sent. */
export function previewCallback(callback: CompiledCallback, options: PreviewCallbackOptions): CallbackPreview {
  const { definition, firing, guard, warn } = options;
  const { index, type, isSynchronous } = callback;
  const preview: CallbackPreview = {
    index,
    type,
    trigger: definition?.trigger || "always",
    fires: callback.firesOn(firing),
    isSynchronous,
    message: null,
    guard: null,
  };
  if (type !== "http") return preview;
  try {
    const { message, body } = callback.render(options.context, 1);
    const isSealed = (name: string): boolean => message.sealedHeaders.includes(name.toLowerCase());
    const headers = message.headers.map(([name, value]): [string, string] => [
      name,
      isSealed(name) ? secretMask : value,
    ]);
    // The bytes of a sealed value are not those that will be sent.
    const open = message.headers.map(([name, value]): [string, string] => [name, isSealed(name) ? "" : value]);
    const forbidden = explainForbiddenHeader(open);
    if (forbidden !== null) warn(forbidden);
    const verdict = judge(message.url, guard);
    if (verdict.reason !== undefined) warn(`The destination is blocked: ${verdict.reason}`);
    return {
      ...preview,
      message: { method: message.method, url: message.url, headers, body: body && viewBody(body) },
      guard: verdict,
    };
  } catch (error) {
    warn(`can't be rendered: ${error instanceof Error ? error.message : String(error)}`);
    return preview;
  }
}
