import { setTimeout as sleep } from "node:timers/promises";
import { AppError, hopsHeader } from "@understudy/domain";
import { readHops } from "@understudy/egress";
import { failpoint } from "@understudy/runtime";
import { untilSent } from "./end-with.ts";
import type { FoundMock } from "./find-mock.ts";
import type { ForwardCall } from "./forward-call.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { WrittenAnswer } from "./request-log/loggable-call.ts";
import type { RequestLog } from "./request-log/request-log.ts";
import type { AnswerSource, MockCall } from "./render-call.ts";
import type { MockResult, MockRunner } from "./run-mock.ts";
import { type StubCall, toNotedCall } from "./stub-call.ts";
import { toRequestView } from "./stub-request.ts";
import { streamAnswer, toWrittenAnswer, writeAnswer, writeFaultyAnswer } from "./write-answer.ts";
import { writeError } from "./write-error.ts";

/** What letting a mock answer takes. */
export interface MockAnswerer {
  runner: MockRunner;
  forwardCall: ForwardCall;
  requestLog: Pick<RequestLog, "describe">;
  /** Verifies how deep in a chain of callbacks a call is. */
  hopsKey: Uint8Array;
}

/** Lets a mock answer that looks at the request or leaves something behind. Returns what went out. */
export async function answerFromMock(
  call: StubCall,
  { entry: mock, pathParams, use }: FoundMock,
  answerer: MockAnswerer,
): Promise<WrittenAnswer | null> {
  const { handled, request, namespace, startedAt } = call;
  const hops = readHops(handled.request.headers[hopsHeader], answerer.hopsKey);
  // A proxy sends on what nobody else reads, as it comes.
  const isRead = mock.reads.requestBody || mock.answering.kind !== "proxy";
  const bodyBytes = isRead ? (request.bodyBytes ?? (await request.readBytes()).length) : 0;
  if (mock.reads.requestBody && request.body === "unread") await request.readBody();
  const found = findSource(call, { mock, hops, forwardCall: answerer.forwardCall });
  const source = found instanceof Promise ? await found : found;
  const view = toRequestView(request, pathParams);
  const describe: MockCall["describe"] = (answer) =>
    answerer.requestLog.describe(toNotedCall(call, toWrittenAnswer(handled, answer), "matched"));
  const { requestId } = handled;
  const trace = handled.trace?.context ?? null;
  const mockCall: MockCall = { mock, source, namespace, requestId, hops, use, view, bodyBytes, trace, describe };
  const running = answerer.runner.run(mockCall);
  // Each promise that is not waited for saves a short answer a hundredth of its time.
  const result = running instanceof Promise ? await running : running;
  call.isCommitted = result.isCommitted;
  const delayLeftMs = result.outgoing.delayMs - (performance.now() - startedAt);
  if (delayLeftMs > 0) await sleep(delayLeftMs);
  // The first bytes of a long one are on their way when this returns.
  const written = writeResult(call, result);
  if (result.deliveries.length > 0) await untilSent();
  failpoint("after-answer");
  answerer.runner.finish(result);
  return written;
}

/** Calls the real service, if the mock stands before one. No lock is held while it takes its time. */
function findSource(
  { handled, request: stubRequest, namespace }: StubCall,
  { mock, hops, forwardCall }: { mock: FoundMock["entry"]; hops: number; forwardCall: ForwardCall },
): AnswerSource | Promise<AnswerSource> {
  const { answering, id: mockId } = mock;
  switch (answering.kind) {
    case "unserved":
      throw new AppError("not_served", answering.reason);
    case "proxy": {
      const { proxy } = answering;
      const forwarding = forwardCall({ proxy, handled, stubRequest, namespace, mockId, hops });
      return forwarding.then((answer) => ({ kind: "forwarded", answer }));
    }
    default:
      return answering;
  }
}

async function writeResult(
  { handled }: StubCall,
  { outgoing, isPending, failures }: MockResult,
): Promise<WrittenAnswer | null> {
  if (failures.length > 0) return writeFailures(handled, { outgoing, failures });
  const ourHeaders = isPending ? ["understudy-callbacks", "pending"] : [];
  if (outgoing.kind === "forwarded") return streamAnswer(handled, outgoing.answer, ourHeaders);
  const { answer, fault } = outgoing;
  if (fault !== null) return writeFaultyAnswer(handled, { answer, fault, ourHeaders });
  return writeAnswer(handled, answer, ourHeaders);
}

/** A synchronous callback failed, and its mock says that the call has then failed too (`onFailure`). */
function writeFailures(
  handled: HandledRequest,
  { outgoing, failures }: Pick<MockResult, "outgoing" | "failures">,
): WrittenAnswer | null {
  // What it stands before has answered, but nobody will read it.
  if (outgoing.kind === "forwarded") outgoing.answer.body.on("error", () => undefined).destroy();
  const names = failures.map(({ id, state, reason }) => `${id} ${state}${reason === null ? "" : ` (${reason})`}`);
  const message = `a callback that this mock depends on was not delivered: ${names.join(", ")}`;
  return writeError(handled, new AppError("external", message), { deliveries: failures });
}
