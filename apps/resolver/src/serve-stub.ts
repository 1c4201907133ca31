import { setTimeout as sleep } from "node:timers/promises";
import { type CompiledMock, type CompiledProxy, isPlain } from "@understudy/answering";
import { AppError, hopsHeader } from "@understudy/domain";
import { readHops } from "@understudy/egress";
import {
  type Candidate,
  decodeSegment,
  findMatch,
  type Match,
  type Miss,
  type MockIndex,
  splitPath,
} from "@understudy/matching";
import { failpoint } from "@understudy/runtime";
import { corsHeadersOf } from "./cors.ts";
import type { ForwardCall } from "./forward-call.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { LiveMocks } from "./live-mocks.ts";
import type { ServedNamespace } from "./loaded-namespaces.ts";
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
    const found = served && (await findMock(served.mocks, stubRequest));
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
    await runMock(handled, { ...found, stubRequest, namespace }, options);
  };
}

async function runMock(
  handled: HandledRequest,
  found: Candidate<CompiledMock> & { stubRequest: StubRequest; namespace: string },
  { runner, hopsKey, forwardCall }: StubHandlerOptions,
): Promise<void> {
  const { entry: mock, pathParams, stubRequest, namespace } = found;
  const { request, requestId } = handled;
  const startedAt = performance.now();
  if (mock.reads.requestBody) await stubRequest.readBody();
  // A proxy sends on what nobody else reads, as it comes.
  else if (mock.answering.kind !== "proxy") await stubRequest.readBytes();
  const view = toRequestView(stubRequest, pathParams);
  const hops = readHops(request.headers[hopsHeader], hopsKey);
  const forward = (proxy: CompiledProxy) =>
    forwardCall({ proxy, handled, stubRequest, namespace, mockId: mock.id, hops });
  const result = await runner.run({ mock, namespace, requestId, hops, use: 1, view, forward });
  const delayLeftMs = result.outgoing.delayMs - (performance.now() - startedAt);
  if (delayLeftMs > 0) await sleep(delayLeftMs);
  // Its first bytes are on their way when this returns.
  const written = writeResult(handled, result);
  failpoint("after-answer");
  runner.finish(result);
  await written;
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

/** The mock that answers, or the miss. The body is read only when a condition looks at it. */
async function findMock(
  index: MockIndex<CompiledMock>,
  request: StubRequest,
): Promise<Match<CompiledMock> | Miss<CompiledMock> | null> {
  const found = findMatch({ index, request, now: Date.now() });
  if (found.kind !== "body-needed") return found;
  await request.readBody();
  const again = findMatch({ index, request, now: Date.now() });
  return again.kind === "body-needed" ? null : again;
}
