import type { CapturedBody } from "../captured-body.ts";
import type { CompiledMock } from "@understudy/answering";

/** What went out. */
export interface WrittenAnswer {
  status: number;
  /** Those of the mock's answer, or of ours: name, value, name, value… */
  headers: readonly string[];
  /** Those that we add to every such answer, likewise. The request's id is in neither: it goes out behind the first ones. */
  ourHeaders: readonly string[];
  /** Its beginning, if it is long. */
  body: Buffer;
  isBodyCut: boolean;
}

/** All headers of an answer, as they go out, in one list: Node looks at each of those that are set one by one twice. */
export function listSent(
  { headers, ourHeaders }: Pick<WrittenAnswer, "headers" | "ourHeaders">,
  requestId: string,
): string[] {
  return [...headers, "x-request-id", requestId, ...ourHeaders];
}

/** What is logged of a mock that was called. */
export type LoggedMock = Pick<CompiledMock, "id" | "version" | "needsUse">;

/** What is logged of a stub call. */
export interface LoggableCall {
  /** Says when the call came as well. */
  id: string;
  namespace: string;
  /** Null where none matched. */
  mock: LoggedMock | null;
  method: string;
  url: string;
  rawHeaders: readonly string[];
  /** Address of who is at the other end of the connection. */
  peer: string;
  body: CapturedBody | null;
  answer: WrittenAnswer;
  durationMs: number;
}

/** Milliseconds since 1970 at which the call came: its id begins with them. */
export function receivedAtOf({ id }: Pick<LoggableCall, "id">): number {
  return Number.parseInt(id.slice("req_".length, "req_".length + 12), 16);
}
