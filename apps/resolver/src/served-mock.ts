import type { CompiledMock } from "@understudy/answering";
import { MockCalls } from "./request-log/mock-calls.ts";

/** A mock as it is served. */
export interface ServedMock extends CompiledMock {
  /** What the request log has not written yet of its calls; null before the first. */
  calls: MockCalls | null;
}

export function callsOf(mock: ServedMock): MockCalls {
  return (mock.calls ??= new MockCalls(mock));
}
