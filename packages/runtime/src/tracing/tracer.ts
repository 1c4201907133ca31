/** Where a trace stands, in the words of the W3C headers: what comes next is caused by this. */
export interface TraceContext {
  traceparent: string;
  tracestate?: string | undefined;
}

/** Texts, numbers and truths by the names of OpenTelemetry's semantic conventions, or of ours (`understudy.…`). Undefined is left out. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SpanStart {
  /** Of few values: a route and not a path. */
  name: string;
  /** `server`: somebody waits for us; `client`: we wait for somebody; `producer`: a message is handed to a broker. */
  kind: "server" | "client" | "producer" | "internal";
  /** What caused it; what is no trace counts as none. Null: a trace begins here. */
  parent: TraceContext | null;
  attributes: SpanAttributes;
}

export interface SpanEnd {
  /** Instead of the one it began with, where more is known now. */
  name?: string | undefined;
  attributes?: SpanAttributes;
  /** It failed: `type` is of few values, `message` a sentence without secrets. Absent or null: it did not. */
  error?: { type: string; message?: string } | null;
}

/** Something that takes time, as a part of a trace. */
export interface Span {
  /** What it causes goes on with this. */
  readonly context: TraceContext;
  /** Call once; what comes later changes nothing. */
  end: (end: SpanEnd) => void;
}

export interface Tracer {
  /** Never throws, never waits. */
  start: (span: SpanStart) => Span;
}

/** Which traces are told, in the words of OTEL_TRACES_SAMPLER. */
export interface Sampling {
  sampler:
    | "always_on"
    | "always_off"
    | "traceidratio"
    | "parentbased_always_on"
    | "parentbased_always_off"
    | "parentbased_traceidratio";
  /** Of the samplers whose name ends in ratio: which part, 0 to 1. */
  ratio: number;
}
