import type { MissExplanation } from "@understudy/matching";
import type { HandledRequest } from "./handled-request.ts";
import type { WrittenAnswer } from "./request-log/loggable-call.ts";
import type { NotedCall } from "./request-log/noted-call.ts";
import { callsOf, type ServedMock } from "./served-mock.ts";
import type { StubRequest } from "./stub-request.ts";

/** A stub call on its way, and what becomes known of it. */
export interface StubCall {
  handled: HandledRequest;
  namespace: string;
  request: StubRequest;
  /** As `performance.now()` has it. */
  startedAt: number;
  /** The mock that answers; null until one is found. */
  mock: ServedMock | null;
  /** Why none does. */
  explanation: MissExplanation | null;
  /** Whether its row of the request log is written already, with what it left behind. */
  isCommitted: boolean;
}

/** What the request log is told of a call that was answered. */
export function toNotedCall(call: StubCall, answer: WrittenAnswer, outcome: NotedCall["outcome"]): NotedCall {
  const { handled, request } = call;
  const { url = "", rawHeaders, socket } = handled.request;
  return {
    id: handled.requestId,
    namespace: call.namespace,
    mock: call.mock,
    calls: call.mock && callsOf(call.mock),
    outcome,
    method: request.method,
    path: request.path,
    url,
    rawHeaders,
    peer: socket.remoteAddress ?? "",
    body: request.captured,
    answer,
    durationMs: performance.now() - call.startedAt,
    explanation: call.explanation,
    isCommitted: call.isCommitted,
  };
}
