import { setTimeout as sleep } from "node:timers/promises";
import { isPlain } from "@understudy/answering";
import { AppError, hopsHeader } from "@understudy/domain";
import { readHops } from "@understudy/egress";
import { decodeSegment, splitPath } from "@understudy/matching";
import { failpoint } from "@understudy/runtime";
import { corsHeadersOf } from "./cors.ts";
import { findMock, type FoundMock } from "./find-mock.ts";
import type { ForwardCall } from "./forward-call.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { LiveMocks } from "./live-mocks.ts";
import type { ServedNamespace } from "./loaded-namespaces.ts";
import type { AnswerSource } from "./render-call.ts";
import type { RequestWork } from "./request-work.ts";
import type { MockResult, MockRunner } from "./run-mock.ts";
import { createStubRequest, type StubRequest, tooLarge, toRequestView } from "./stub-request.ts";
import { writeFaultyAnswer, streamAnswer, writeAnswer } from "./write-answer.ts";
import { writeNoMatch } from "./write-no-match.ts";

/** How long a call waits for its namespace to be loaded (design 6). */
const loadTimeoutMs = 2_000;

const stubsPath = "/stubs/";

/** Whether a path belongs to a stub; everything else is the control plane's. */
export function isStubPath(path: string): boolean {
  return path.startsWith(stubsPath);
}

export interface StubHandlerOptions {
  mocks: LiveMocks;
  runner: MockRunner;
  work: Pick<RequestWork, "claimUse">;
  forwardCall: ForwardCall;
  /** Verifies how deep in a chain of callbacks a call is. */
  hopsKey: Uint8Array;
  bodyBytesMax: number;
}

/** Makes the handler of stub calls: find the mock, let it answer. A plain mock is answered from memory at once. */
export function createStubHandler(options: StubHandlerOptions) {
  return async function serveStub(handled: HandledRequest): Promise<void> {
    const { request } = handled;
    const target = parseTarget(handled.path);
    const { namespace } = target;
    const loaded = options.mocks.find(namespace);
    const served = loaded === "loading" ? await awaitNamespace(options.mocks, namespace) : loaded;
    // A namespace that is not there answers as one that has no mocks.
    if (request.headers.origin !== undefined && served?.isCorsEnabled !== false) {
      handled.corsHeaders = corsHeadersOf(request);
    }
    if (Number(request.headers["content-length"] ?? 0) > options.bodyBytesMax) throw tooLarge(options.bodyBytesMax);
    const stubRequest = createStubRequest(request, { ...target, bodyBytesMax: options.bodyBytesMax });
    const found = served && (await findMock(served, { request: stubRequest, namespace, work: options.work }));
    if (found?.kind !== "match") {
      await writeNoMatch(handled, { namespace, served, stubRequest, miss: found });
      return;
    }
    failpoint("after-match");
    const { answering } = found.entry;
    if (answering.kind === "fixed" && isPlain(found.entry)) {
      // The body of a mock that looks at none is read past, so that the connection can be used again.
      request.resume();
      if (answering.delayMs > 0) await sleep(answering.delayMs);
      writeAnswer(handled, answering.answer);
      return;
    }
    const hops = readHops(request.headers[hopsHeader], options.hopsKey);
    await runMock({ ...found, handled, stubRequest, namespace, hops }, options);
  };
}

interface StubCall extends FoundMock {
  handled: HandledRequest;
  stubRequest: StubRequest;
  namespace: string;
  /** How deep in a chain of callbacks it is. */
  hops: number;
}

async function runMock(call: StubCall, { runner, forwardCall }: StubHandlerOptions): Promise<void> {
  const { entry: mock, pathParams, use, handled, stubRequest, namespace, hops } = call;
  const startedAt = performance.now();
  // A proxy sends on what nobody else reads, as it comes.
  const isRead = mock.reads.requestBody || mock.answering.kind !== "proxy";
  const bodyBytes = isRead ? (await stubRequest.readBytes()).length : 0;
  if (mock.reads.requestBody) await stubRequest.readBody();
  const source = await findSource(call, forwardCall);
  const view = toRequestView(stubRequest, pathParams);
  const { requestId } = handled;
  const result = await runner.run({ mock, source, namespace, requestId, hops, use, view, bodyBytes });
  const delayLeftMs = result.outgoing.delayMs - (performance.now() - startedAt);
  if (delayLeftMs > 0) await sleep(delayLeftMs);
  // Its first bytes are on their way when this returns.
  const written = writeResult(handled, result);
  failpoint("after-answer");
  runner.finish(result);
  await written;
}

/** Calls the real service, if the mock stands before one. No lock is held while it takes its time. */
async function findSource(call: StubCall, forwardCall: ForwardCall): Promise<AnswerSource> {
  const { answering, id: mockId } = call.entry;
  switch (answering.kind) {
    case "unserved":
      throw new AppError("not_served", answering.reason);
    case "proxy":
      return { kind: "forwarded", answer: await forwardCall({ ...call, proxy: answering.proxy, mockId }) };
    default:
      return answering;
  }
}

async function writeResult(handled: HandledRequest, { outgoing, isPending }: MockResult): Promise<void> {
  const ourHeaders = isPending ? ["understudy-callbacks", "pending"] : [];
  if (outgoing.kind === "forwarded") return streamAnswer(handled, outgoing.answer, ourHeaders);
  const { answer, fault } = outgoing;
  if (fault !== null) return writeFaultyAnswer(handled, { answer, fault, ourHeaders });
  writeAnswer(handled, answer, ourHeaders);
}

interface StubTarget {
  namespace: string;
  path: string;
  segments: string[];
}

/** `/stubs/{namespace}/{route}` → its parts. */
function parseTarget(path: string): StubTarget {
  const rest = path.slice(stubsPath.length);
  const end = rest.indexOf("/");
  const namespace = decodeSegment(end === -1 ? rest : rest.slice(0, end));
  const route = end === -1 ? "/" : rest.slice(end);
  return { namespace, path: route, segments: splitPath(route).map(decodeSegment) };
}

async function awaitNamespace(mocks: LiveMocks, namespace: string): Promise<ServedNamespace | null> {
  await mocks.awaitLoaded(namespace, loadTimeoutMs);
  const served = mocks.find(namespace);
  if (served === "loading")
    throw new AppError("unavailable", "the mocks are still being loaded; try again in a moment");
  return served;
}
