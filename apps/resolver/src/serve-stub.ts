import { setTimeout as sleep } from "node:timers/promises";
import { AppError, hopsHeader } from "@understudy/domain";
import { readHops } from "@understudy/egress";
import { type Candidate, decodeSegment, type MockIndex, splitPath } from "@understudy/matching";
import { failpoint } from "@understudy/runtime";
import type { RenderedAnswer } from "./compile-answer.ts";
import { type CompiledMock, isPlain } from "./compile-mock.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { LiveMocks } from "./live-mocks.ts";
import { readRequestView } from "./request-view.ts";
import type { MockRunner } from "./run-mock.ts";
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
  /** Verifies how deep in a chain of callbacks a call is. */
  hopsKey: Uint8Array;
  bodyBytesMax: number;
}

/** Makes the handler of stub calls: find the mock, let it answer. A plain mock is answered from memory at once. */
export function createStubHandler(options: StubHandlerOptions) {
  return async function serveStub(handled: HandledRequest): Promise<void> {
    const { request } = handled;
    if (Number(request.headers["content-length"] ?? 0) > options.bodyBytesMax) {
      throw new AppError("too_large", `the request body is larger than ${options.bodyBytesMax} bytes`);
    }
    const target = parseTarget(handled.path);
    const loaded = options.mocks.find(target.namespace);
    const index = loaded === "loading" ? await awaitIndex(options.mocks, target.namespace) : loaded;
    const found = index && findMock(index, request.method ?? "GET", target.segments);
    if (!found) {
      writeNoMatch(handled, target);
      return;
    }
    failpoint("after-match");
    const { entry: mock } = found;
    if (mock.unserved !== null) throw new AppError("not_served", mock.unserved);
    if (mock.answer.fixed !== null && isPlain(mock)) {
      // The body of a mock that looks at none is read past, so that the connection can be used again.
      request.resume();
      if (mock.answer.delayMs > 0) await sleep(mock.answer.delayMs);
      writeAnswer(handled, mock.answer.fixed);
      return;
    }
    await runMock(handled, { ...found, target }, options);
  };
}

async function runMock(
  handled: HandledRequest,
  { entry: mock, pathParams, target }: Candidate<CompiledMock> & { target: StubTarget },
  { runner, hopsKey, bodyBytesMax }: StubHandlerOptions,
): Promise<void> {
  const { request, requestId } = handled;
  const startedAt = performance.now();
  const view = await readRequestView(request, {
    path: target.path,
    pathParams,
    isBodyRead: mock.reads.requestBody,
    bodyBytesMax,
  });
  const hops = readHops(request.headers[hopsHeader], hopsKey);
  const result = await runner.run({ mock, namespace: target.namespace, requestId, hops, view });
  const delayLeftMs = mock.answer.delayMs - (performance.now() - startedAt);
  if (delayLeftMs > 0) await sleep(delayLeftMs);
  writeAnswer(handled, result.answer, result.isPending ? ["understudy-callbacks", "pending"] : []);
  failpoint("after-answer");
  runner.finish(result);
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

function findMock(
  index: MockIndex<CompiledMock>,
  method: string,
  segments: string[],
): Candidate<CompiledMock> | undefined {
  const candidates = index.findCandidates(method, segments);
  const now = Date.now();
  return candidates.find(({ entry }) => entry.expireAt === null || entry.expireAt > now);
}

/** An unknown namespace and one without a match answer alike (contract, Decided 13). */
function writeNoMatch(handled: HandledRequest, target: StubTarget): void {
  const method = handled.request.method ?? "GET";
  const message = `no mock matches ${method} ${target.path} in the namespace ${target.namespace}`;
  const request = { method, path: target.path, namespace: target.namespace };
  writeError(handled, new AppError("not_found", message), { request });
}

function writeAnswer(handled: HandledRequest, answer: RenderedAnswer, ourHeaders: readonly string[] = []): void {
  const { response, requestId } = handled;
  // All headers in one list: Node looks at each of those that are set one by one twice.
  response.writeHead(answer.status, [...answer.headers, "x-request-id", requestId, ...ourHeaders]);
  response.end(answer.body);
}
