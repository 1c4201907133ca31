import type { TraceContext } from "@understudy/domain";
import type { FakerSource } from "./faker-source.ts";

/** The request that hit the mock, as templates see it: in callbacks too it is never the callback's own (contract F43). */
export interface RequestView {
  /** Parsed JSON, or the raw text; undefined when there is none or when no template reads it (`TemplateReads.requestBody`). */
  body: unknown;
  /** Whether its values are texts whatever they look like (a form, XML, plain text), for conditions; absent: they are not. */
  isBodyTextual?: boolean;
  /** Names in lower case, each with all of its values. */
  headers: Readonly<Record<string, readonly string[]>>;
  query: Readonly<Record<string, readonly string[]>>;
  pathParams: Readonly<Record<string, string>>;
  method: string;
  path: string;
}

/** The answer that a finished callback got (`$.cb.<name>.response`). */
export interface CallbackAnswer {
  /** Parsed JSON, or text; undefined when it said nothing, as brokers do. */
  response: unknown;
  /** Of HTTP; null when there was none. */
  statusCode: number | null;
}

/** Everything that a template can see. Values are read, never changed. */
export interface RenderContext {
  request: RequestView;
  namespace: string;
  /** Entries of the stores after the mock's own extract (contract F45); at least those that `TemplateReads` names. */
  stores: {
    global: ReadonlyMap<string, unknown>;
    chain: ReadonlyMap<string, unknown>;
    mock: ReadonlyMap<string, unknown>;
  };
  /** The rendered answer of the mock; only callbacks see it. */
  response?: unknown;
  /** Finished callbacks of the same request, by name. */
  callbacks?: ReadonlyMap<string, CallbackAnswer>;
  /** What messages go on with, instead of the trace that the request carries; no template sees it. */
  trace?: TraceContext | null;
  /** The change that happened; only event webhooks see it. */
  event?: unknown;
  faker: FakerSource;
  now: Date;
  /** Is told each expression that found no value and therefore stays as it was written. */
  onUnresolved?: ((expression: string) => void) | undefined;
}

/** Finds the value of an expression. JSON knows no undefined, so undefined means: not resolved. */
export type Evaluate = (context: RenderContext) => unknown;
