import type { IncomingHttpHeaders } from "node:http";
import type { CompiledMock } from "@understudy/answering";
import type { MissExplanation } from "@understudy/matching";
import type { CapturedBody } from "../captured-body.ts";

/** What went out. */
export interface WrittenAnswer {
  status: number;
  /** Name, value, name, value… */
  headers: string[];
  /** Its beginning, if it is long. */
  body: Buffer;
  isBodyCut: boolean;
}

/** What is noted of a stub call when its answer is out: references only; everything else is done when it is written. */
export interface NotedCall {
  /** Says when the call came as well. */
  id: string;
  namespace: string;
  /** Null where none matched. */
  mock: CompiledMock | null;
  /** `failed`: not answered as a mock says, because of us or of what was sent. */
  outcome: "matched" | "unmatched" | "failed";
  method: string;
  path: string;
  url: string;
  headers: IncomingHttpHeaders;
  rawHeaders: readonly string[];
  /** Address of who is at the other end of the connection. */
  peer: string;
  body: CapturedBody | null;
  answer: WrittenAnswer;
  durationMs: number;
  /** Why none matched, if that is so. */
  explanation: MissExplanation | null;
  /** Whether its row is written already, by the group commit. */
  isCommitted: boolean;
}

/** Milliseconds since 1970 at which the call came: its id begins with them. */
export function receivedAtOf({ id }: Pick<NotedCall, "id">): number {
  return Number.parseInt(id.slice("req_".length, "req_".length + 12), 16);
}
