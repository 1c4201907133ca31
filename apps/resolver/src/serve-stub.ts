import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@understudy/domain";
import { failpoint, type Logger } from "@understudy/runtime";
import { answerError } from "./answer-error.ts";
import { answerFromMock, type MockAnswerer } from "./answer-from-mock.ts";
import { captureBody } from "./captured-body.ts";
import { corsHeadersOf } from "./cors.ts";
import { type FirstMatch, findMock, matchFirst } from "./find-mock.ts";
import type { CallMeter } from "./call-meter.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { LiveMocks } from "./live-mocks.ts";
import type { ServedNamespace } from "./loaded-namespaces.ts";
import type { WrittenAnswer } from "./request-log/loggable-call.ts";
import type { RequestLog } from "./request-log/request-log.ts";
import type { RequestWork } from "./request-work.ts";
import { type PlainAnswer, plainAnswerOf, type ServedMock } from "./served-mock.ts";
import { type StubCall, toNotedCall } from "./stub-call.ts";
import { countCall, isAdmitted } from "./stub-gate.ts";
import { createStubRequest, tooLarge } from "./stub-request.ts";
import { readTarget } from "./stub-target.ts";
import { writePlainAnswer } from "./write-answer.ts";
import { writeNoMatch } from "./write-no-match.ts";

/** How long a call waits for its namespace to be loaded (design 6). */
const loadTimeoutMs = 2_000;

export interface StubHandlerOptions extends MockAnswerer {
  mocks: LiveMocks;
  work: Pick<RequestWork, "claimUse">;
  requestLog: RequestLog;
  meter: CallMeter;
  log: Logger;
  bodyBytesMax: number;
}

/**
 * Makes the handler of stub calls: find the mock, let it answer, note it. A plain mock is answered from memory before this returns: most
 * calls are of those, and promises would cost them a tenth of their time.
 */
export function createStubHandler(options: StubHandlerOptions) {
  return function serveStub(handled: HandledRequest): Promise<void> | undefined {
    const call = beginCall(handled, options.bodyBytesMax);
    const served = options.mocks.find(call.namespace);
    if (served === null || served === "loading" || served.gate !== null || isTooLarge(call)) {
      return serveCall(call, options);
    }
    allowOrigin(handled, served);
    const found = matchFirst(served, call.request);
    const plain = found.kind === "match" ? plainAnswerOf(found.entry) : null;
    if (found.kind !== "match" || plain === null) return serveCall(call, options, found);
    failpoint("after-match");
    setMock(call, found.entry);
    return answerPlain(call, plain, options);
  };
}

function beginCall(handled: HandledRequest, bodyBytesMax: number): StubCall {
  const { namespace, path, segments } = readTarget(handled.path);
  if (handled.trace !== null) handled.trace.namespace = namespace;
  const request = createStubRequest(handled.request, { path, segments, bodyBytesMax });
  const startedAt = performance.now();
  return { handled, namespace, request, startedAt, mock: null, explanation: null, isCommitted: false };
}

function setMock(call: StubCall, mock: ServedMock): void {
  call.mock = mock;
  if (call.handled.trace !== null) call.handled.trace.mock = mock;
}

function isTooLarge({ handled, request }: StubCall): boolean {
  return Number(handled.request.headers["content-length"] ?? 0) > request.bodyBytesMax;
}

/** Throws when the caller goes beyond what the namespace allows. */
function passGate({ request }: StubCall, { gate }: ServedNamespace): void {
  if (gate === null) return;
  countCall(gate, performance.now());
  request.bodyBytesMax = Math.min(request.bodyBytesMax, gate.bodyBytesMax ?? Infinity);
}

/** A namespace that is not there answers as one that has no mocks. */
function allowOrigin(handled: HandledRequest, served: ServedNamespace | null): void {
  if (handled.request.headers.origin === undefined || served?.isCorsEnabled === false) return;
  handled.corsHeaders = corsHeadersOf(handled.request);
}

function answerPlain(
  call: StubCall,
  plain: PlainAnswer,
  { requestLog, meter }: Pick<StubHandlerOptions, "requestLog" | "meter">,
): Promise<void> | undefined {
  call.request.captured = captureBody(call.handled.request);
  const finish = (): void => {
    const noted = toNotedCall(call, writePlainAnswer(call.handled, plain), "matched");
    meter.note("matched", noted.answer.status, noted.durationMs);
    requestLog.note(noted);
  };
  if (plain.delayMs > 0) return sleep(plain.delayMs).then(finish);
  finish();
  return undefined;
}

/** A call that has to wait for something: its namespace, its body, or what its mock does. */
async function serveCall(call: StubCall, options: StubHandlerOptions, first?: FirstMatch): Promise<void> {
  const { handled } = call;
  const there = await awaitNamespace(options.mocks, call.namespace);
  // Who shows no key is not even told that there is such a namespace.
  const served = there?.gate != null && !isAdmitted(there.gate, handled.request) ? null : there;
  allowOrigin(handled, served);
  let answer: WrittenAnswer | null;
  let outcome: "matched" | "unmatched" | "failed";
  try {
    if (served !== null) passGate(call, served);
    if (isTooLarge(call)) throw tooLarge(call.request.bodyBytesMax);
    answer = await answerCall(call, served, { ...options, first });
    outcome = call.mock === null ? "unmatched" : "matched";
  } catch (error) {
    answer = answerError(handled, error, options.log);
    outcome = "failed";
  }
  options.meter.note(outcome, answer?.status ?? 0, performance.now() - call.startedAt);
  if (answer !== null && served !== null) options.requestLog.note(toNotedCall(call, answer, outcome));
}

async function answerCall(
  call: StubCall,
  served: ServedNamespace | null,
  options: StubHandlerOptions & { first: FirstMatch | undefined },
): Promise<WrittenAnswer | null> {
  const { request, namespace } = call;
  const found = served && (await findMock(served, { request, namespace, work: options.work, first: options.first }));
  if (found?.kind !== "match") return writeNoMatch(call, { served, miss: found });
  failpoint("after-match");
  setMock(call, found.entry);
  return answerFromMock(call, found, options);
}

async function awaitNamespace(mocks: LiveMocks, namespace: string): Promise<ServedNamespace | null> {
  if (mocks.find(namespace) === "loading") await mocks.awaitLoaded(namespace, loadTimeoutMs);
  const served = mocks.find(namespace);
  if (served === "loading")
    throw new AppError("unavailable", "the mocks are still being loaded; try again in a moment");
  return served;
}
