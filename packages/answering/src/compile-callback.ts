import {
  type Callback,
  createHttpMessage,
  type Firing,
  firesOn,
  policyOf,
  type RenderedMessage,
  replaceSecrets,
  sealHeaders,
  secretHeadersOf,
  type Sealing,
} from "@understudy/domain";
import type { DestinationGuard } from "@understudy/egress";
import {
  compileTemplate,
  compileText,
  mergeReads,
  type RenderContext,
  type TemplateReads,
} from "@understudy/templating";

/** A callback made ready: what it sends can be rendered, everything else is known when the mock is loaded. */
export interface CompiledCallback {
  index: number;
  type: NonNullable<Callback["type"]>;
  isSynchronous: boolean;
  policy: ReturnType<typeof policyOf>;
  firesOn: (firing: Firing) => boolean;
  reads: TemplateReads;
  destination: Destination;
  /** Throws when it can't be prepared. */
  render: (context: RenderContext, hops: number) => RenderedMessage;
}

/** Where a callback goes, as far as waiting for a place is concerned. */
export interface Destination {
  /** Whether it is one of our own stubs: those have places of their own, by depth (design 12). */
  isOwn: boolean;
  /** The lane: whoever is slow there keeps nobody else waiting. */
  target: string;
}

export interface CompileCallbackOptions {
  sealing: Sealing;
  guard: DestinationGuard;
}

export function compileCallback(stored: Callback, index: number, options: CompileCallbackOptions): CompiledCallback {
  const callback = replaceSecrets(stored, (sealed) => options.sealing.open(sealed));
  const body = compileTemplate(callback.body ?? null);
  const headers = Object.entries(callback.headers ?? {}).map(([name, value]) => ({ name, text: compileText(value) }));
  const secretHeaders = secretHeadersOf(callback);
  const url = callback.url ?? "";
  return {
    index,
    type: callback.type ?? "http",
    isSynchronous: callback.async === false,
    policy: policyOf(callback),
    firesOn: (firing) => firesOn(callback.trigger, firing),
    reads: mergeReads([body.reads, ...headers.map(({ text }) => text.reads)]),
    destination: destinationOf(url, options.guard),
    render: (context, hops) => {
      const rendered = createHttpMessage({
        url,
        method: callback.method,
        headers: Object.fromEntries(headers.map(({ name, text }) => [name, text.render(context)])),
        body: body.render(context),
        hops,
      });
      return { ...rendered, message: sealHeaders(rendered.message, secretHeaders, options.sealing) };
    },
  };
}

function destinationOf(url: string, guard: DestinationGuard): Destination {
  const verdict = guard.judgeUrl(url);
  if (verdict.kind === "own") return { isOwn: true, target: "own" };
  const parsed = URL.parse(url);
  return { isOwn: false, target: parsed === null ? "invalid" : parsed.host };
}
