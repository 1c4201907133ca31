import { type CompiledMock, findPlainAnswer } from "@understudy/answering";
import { toSingleWrite } from "./end-with.ts";
import { keepBeginning } from "./captured-body.ts";
import type { WrittenAnswer } from "./request-log/loggable-call.ts";
import { MockCalls } from "./request-log/mock-calls.ts";

/** A mock as it is served. */
export interface ServedMock extends CompiledMock {
  /** What the request log has not written yet of its calls; null before the first. */
  calls: MockCalls | null;
  /** Null where calls have to be looked at; undefined before the first. */
  plain: PlainAnswer | null | undefined;
}

/** The answer of a mock whose calls all get the same and leave nothing behind, as it is written and logged. */
export interface PlainAnswer extends WrittenAnswer {
  delayMs: number;
  wholeBody: Buffer;
  /** The same, where it goes out in one write with its head. */
  text: string | null;
}

/**
 * What each call looks at comes first: an object of this size lies in several lines of the processor's cache, and of thousands of mocks
 * that are called at random none is there.
 */
export function toServedMock(mock: CompiledMock): ServedMock {
  const { id, method, conditionCount, expireAt } = mock;
  return { ...{ id, method, conditionCount, expireAt, plain: undefined, calls: null }, ...mock };
}

export function callsOf(mock: ServedMock): MockCalls {
  return (mock.calls ??= new MockCalls(mock));
}

export function plainAnswerOf(mock: ServedMock): PlainAnswer | null {
  return mock.plain === undefined ? (mock.plain = makePlainAnswer(mock)) : mock.plain;
}

/** Made at the first call: most of many mocks are never called. */
function makePlainAnswer(mock: ServedMock): PlainAnswer | null {
  const found = findPlainAnswer(mock);
  if (found === null) return null;
  const { status, headers, body } = found.answer;
  const kept = keepBeginning(body);
  const written = { status, headers, ourHeaders: none, body: kept, isBodyCut: kept.length < body.length };
  return { ...written, delayMs: found.delayMs, wholeBody: body, text: toSingleWrite(body) };
}

const none: never[] = [];
