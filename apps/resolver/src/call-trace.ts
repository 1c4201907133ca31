import type { CompiledMock } from "@understudy/answering";
import type { TraceContext } from "@understudy/domain";

/** A stub call's span, as long as the call is under way. It is not there when nobody wants traces: then nothing of this costs anything. */
export interface CallTrace {
  /** What the call causes goes on with this. */
  readonly context: TraceContext;
  /** What becomes known of the call. */
  namespace: string | null;
  /** The mock that answers. */
  mock: CompiledMock | null;
}
