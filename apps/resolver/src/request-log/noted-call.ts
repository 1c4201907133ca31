import type { MissExplanation } from "@understudy/matching";
import type { LoggableCall } from "./loggable-call.ts";
import type { MockCalls } from "./mock-calls.ts";

/** What is noted of a stub call when its answer is out: references only; everything else is done when it is written. */
export interface NotedCall extends LoggableCall {
  /** `failed`: not answered as a mock says, because of us or of what was sent. */
  outcome: "matched" | "unmatched" | "failed";
  /** Where its mock notes its calls; null where none matched. */
  calls: MockCalls | null;
  /** Below the namespace. */
  path: string;
  /** Why none matched, if that is so. */
  explanation: MissExplanation | null;
  /** Whether its row is written already, by the group commit. */
  isCommitted: boolean;
}
