import { setTimeout as sleep } from "node:timers/promises";
import { type CompiledMock, isPlain, type RenderedAnswer } from "@understudy/answering";
import type { LoggedRequest } from "@understudy/database";
import { AppError, hopsHeader } from "@understudy/domain";
import { readHops } from "@understudy/egress";
import {
  type Candidate,
  decodeSegment,
  explainMiss,
  findMatch,
  type Match,
  type Miss,
  type MissExplanation,
  type MockIndex,
  shortenExplanation,
  splitPath,
} from "@understudy/matching";
import { failpoint, type Logger } from "@understudy/runtime";
import { answerError } from "./answer-error.ts";
import { captureBody, keepBeginning } from "./captured-body.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { LiveMocks } from "./live-mocks.ts";
import type { NotedCall, WrittenAnswer } from "./request-log/noted-call.ts";
import type { RequestLog } from "./request-log/request-log.ts";
import type { MockRunner } from "./run-mock.ts";
import { createStubRequest, type StubRequest, toRequestView } from "./stub-request.ts";
import { writeError } from "./write-error.ts";

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
  requestLog: RequestLog;
  log: Logger;
  /** Verifies how deep in a chain of callbacks a call is. */
  hopsKey: Uint8Array;
  bodyBytesMax: number;
}

/** A stub call on its way, and what becomes known of it. */
interface StubCall {
  handled: HandledRequest;
  target: StubTarget;
  request: StubRequest;
  index: MockIndex<CompiledMock>;
  startedAt: number;
  mock: CompiledMock | null;
  explanation: MissExplanation | null;
  isCommitted: boolean;
}

/** Makes the handler of stub calls: find the mock, let it answer, note it. A plain mock is answered from memory at once. */
export function createStubHandler(options: StubHandlerOptions) {
  return async function serveStub(handled: HandledRequest): Promise<void> {
    const startedAt = performance.now();
    const target = parseTarget(handled.path);
    const loaded = options.mocks.find(target.namespace);
    const index = loaded === "loading" ? await awaitIndex(options.mocks, target.namespace) : loaded;
    const request = createStubRequest(handled.request, { ...target, bodyBytesMax: options.bodyBytesMax });
    if (index === null) {
      writeNoMatch(handled, { ...target, method: request.method }, []);
      return;
    }
    const call: StubCall = {
      handled,
      target,
      request,
      index,
      startedAt,
      mock: null,
      explanation: null,
      isCommitted: false,
    };
    let answer: WrittenAnswer | null;
    let isFailed = false;
    try {
      answer = await answerCall(call, options);
    } catch (error) {
      answer = answerError(handled, error, options.log);
      isFailed = true;
    }
    if (answer === null) return;
    const outcome = isFailed ? "failed" : call.mock === null ? "unmatched" : "matched";
    options.requestLog.note(toNotedCall(call, answer, outcome));
  };
}

async function answerCall(call: StubCall, options: StubHandlerOptions): Promise<WrittenAnswer | null> {
  const { handled, request } = call;
  if (Number(handled.request.headers["content-length"] ?? 0) > options.bodyBytesMax) {
    throw new AppError("too_large", `the request body is larger than ${options.bodyBytesMax} bytes`);
  }
  const found = await findMock(call);
  if (found.kind === "miss") return answerMiss(call, found);
  failpoint("after-match");
  const { entry: mock } = found;
  call.mock = mock;
  if (mock.unserved !== null) throw new AppError("not_served", mock.unserved);
  if (mock.answer.fixed !== null && isPlain(mock)) {
    request.captured = captureBody(handled.request);
    if (mock.answer.delayMs > 0) await sleep(mock.answer.delayMs);
    return writeAnswer(handled, mock.answer.fixed);
  }
  return runMock(call, found, options);
}

async function runMock(
  call: StubCall,
  { entry: mock, pathParams }: Candidate<CompiledMock>,
  { runner, requestLog, hopsKey }: StubHandlerOptions,
): Promise<WrittenAnswer> {
  const { handled, target, request } = call;
  const { requestId } = handled;
  await (mock.reads.requestBody ? request.readBody() : request.readBytes());
  const view = toRequestView(request, pathParams);
  const hops = readHops(handled.request.headers[hopsHeader], hopsKey);
  const describe = (answer: RenderedAnswer): LoggedRequest =>
    requestLog.describe(toNotedCall(call, toWrittenAnswer(handled, answer), "matched"));
  const result = await runner.run({ mock, namespace: target.namespace, requestId, hops, view, describe });
  call.isCommitted = result.isCommitted;
  const delayLeftMs = mock.answer.delayMs - (performance.now() - call.startedAt);
  if (delayLeftMs > 0) await sleep(delayLeftMs);
  const written = writeAnswer(handled, result.answer, result.isPending ? ["understudy-callbacks", "pending"] : []);
  failpoint("after-answer");
  runner.finish(result);
  return written;
}

function toNotedCall(call: StubCall, answer: WrittenAnswer, outcome: NotedCall["outcome"]): NotedCall {
  const { request } = call.handled;
  return {
    id: call.handled.requestId,
    namespace: call.target.namespace,
    mock: call.mock,
    outcome,
    method: call.request.method,
    path: call.target.path,
    url: request.url ?? "",
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    peer: request.socket.remoteAddress ?? "",
    body: call.request.captured,
    answer,
    durationMs: performance.now() - call.startedAt,
    explanation: call.explanation,
    isCommitted: call.isCommitted,
  };
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

async function awaitIndex(mocks: LiveMocks, namespace: string): Promise<MockIndex<CompiledMock> | null> {
  await mocks.awaitLoaded(namespace, loadTimeoutMs);
  const index = mocks.find(namespace);
  if (index === "loading") throw new AppError("unavailable", "the mocks are still being loaded; try again in a moment");
  return index;
}

/** The mock that answers, or the miss. The body is read only when a condition looks at it. */
async function findMock({ index, request }: StubCall): Promise<Match<CompiledMock> | Miss<CompiledMock>> {
  const found = findMatch({ index, request, now: Date.now() });
  if (found.kind !== "body-needed") return found;
  await request.readBody();
  const again = findMatch({ index, request, now: Date.now() });
  if (again.kind === "body-needed") throw new Error("the body was read, and is needed");
  return again;
}

/** Says which mocks nearly answered, and why not (contract, Decided 13). */
async function answerMiss(call: StubCall, miss: Miss<CompiledMock>): Promise<WrittenAnswer | null> {
  await call.request.readBody();
  call.explanation = explainMiss(miss);
  const { method } = call.request;
  return writeNoMatch(call.handled, { ...call.target, method }, shortenExplanation(call.explanation));
}

/** An unknown namespace, where nothing is near, looks the same. */
function writeNoMatch(
  handled: HandledRequest,
  { method, path, namespace }: { method: string; path: string; namespace: string },
  nearest: ReturnType<typeof shortenExplanation>,
): WrittenAnswer | null {
  const message = `no mock matches ${method} ${path} in the namespace ${namespace}`;
  return writeError(handled, new AppError("not_found", message), { request: { method, path, namespace }, nearest });
}

function writeAnswer(
  handled: HandledRequest,
  answer: RenderedAnswer,
  ourHeaders: readonly string[] = [],
): WrittenAnswer {
  const written = toWrittenAnswer(handled, answer, ourHeaders);
  // All headers in one list: Node looks at each of those that are set one by one twice.
  handled.response.writeHead(written.status, written.headers);
  handled.response.end(answer.body);
  return written;
}

function toWrittenAnswer(
  { requestId }: HandledRequest,
  { status, headers, body }: RenderedAnswer,
  ourHeaders: readonly string[] = [],
): WrittenAnswer {
  const kept = keepBeginning(body);
  return {
    status,
    headers: [...headers, "x-request-id", requestId, ...ourHeaders],
    body: kept,
    isBodyCut: kept.length < body.length,
  };
}
