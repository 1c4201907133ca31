import { setTimeout as sleep } from "node:timers/promises";
import { type CompiledMock, isPlain, type RenderedAnswer } from "@understudy/answering";
import { AppError, hopsHeader } from "@understudy/domain";
import { readHops } from "@understudy/egress";
import { decodeSegment, explainMiss, type Miss, shortenExplanation, splitPath } from "@understudy/matching";
import { failpoint } from "@understudy/runtime";
import { endWith } from "./end-with.ts";
import { findMock, findNow, type FoundMock, type FoundNow } from "./find-mock.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { LiveMocks } from "./live-mocks.ts";
import type { ServedMocks } from "./loaded-namespaces.ts";
import type { RequestWork } from "./request-work.ts";
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
  work: Pick<RequestWork, "claimUse">;
  /** Verifies how deep in a chain of callbacks a call is. */
  hopsKey: Uint8Array;
  bodyBytesMax: number;
}

/**
 * Makes the handler of stub calls: find the mock, let it answer. A plain mock is answered from memory before this returns: most calls
 * are of those, and promises would cost them a tenth of their time.
 */
export function createStubHandler(options: StubHandlerOptions) {
  return function serveStub(handled: HandledRequest): Promise<void> | undefined {
    const { request } = handled;
    if (Number(request.headers["content-length"] ?? 0) > options.bodyBytesMax) {
      throw new AppError("too_large", `the request body is larger than ${options.bodyBytesMax} bytes`);
    }
    const target = parseTarget(handled.path);
    const stubRequest = createStubRequest(request, { ...target, bodyBytesMax: options.bodyBytesMax });
    const served = options.mocks.find(target.namespace);
    if (served === null || served === "loading") return serveCall(handled, { target, stubRequest }, options);
    const first = findNow(served, stubRequest);
    if (first.kind === "match" && first.entry.unserved === null && isPlain(first.entry)) {
      failpoint("after-match");
      return answerPlain(handled, first.entry.answer);
    }
    return serveCall(handled, { target, stubRequest, first }, options);
  };
}

/** Node reads past a body that nobody looked at, so that the connection can be used again. */
function answerPlain(handled: HandledRequest, { fixed, delayMs }: CompiledMock["answer"]): Promise<void> | undefined {
  if (fixed === null) return undefined;
  if (delayMs > 0) return sleep(delayMs).then(() => writeAnswer(handled, fixed));
  writeAnswer(handled, fixed);
  return undefined;
}

/** A call that has to wait for something: its namespace, its body, or what its mock does. */
async function serveCall(
  handled: HandledRequest,
  { target, stubRequest, first }: { target: StubTarget; stubRequest: StubRequest; first?: FoundNow },
  options: StubHandlerOptions,
): Promise<void> {
  const { namespace } = target;
  const served = await awaitMocks(options.mocks, namespace);
  const found = served && (await findMock(served, { request: stubRequest, namespace, work: options.work, first }));
  if (found?.kind !== "match") {
    await writeNoMatch(handled, { target, stubRequest, miss: found });
    return;
  }
  failpoint("after-match");
  if (isPlain(found.entry)) await answerPlain(handled, found.entry.answer);
  else await runMock(handled, { ...found, stubRequest, namespace }, options);
}

async function runMock(
  handled: HandledRequest,
  found: FoundMock & { stubRequest: StubRequest; namespace: string },
  { runner, hopsKey }: StubHandlerOptions,
): Promise<void> {
  const { entry: mock, pathParams, use, stubRequest, namespace } = found;
  const { request, requestId } = handled;
  const startedAt = performance.now();
  const { length: bodyBytes } = await stubRequest.readBytes();
  if (mock.reads.requestBody) await stubRequest.readBody();
  const view = toRequestView(stubRequest, pathParams);
  const hops = readHops(request.headers[hopsHeader], hopsKey);
  const result = await runner.run({ mock, namespace, requestId, hops, use, view, bodyBytes });
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

async function awaitMocks(mocks: LiveMocks, namespace: string): Promise<ServedMocks | null> {
  if (mocks.find(namespace) === "loading") await mocks.awaitLoaded(namespace, loadTimeoutMs);
  const served = mocks.find(namespace);
  if (served === "loading")
    throw new AppError("unavailable", "the mocks are still being loaded; try again in a moment");
  return served;
}

/** Says which mocks nearly answered, and why not (contract, Decided 13). An unknown namespace has none. */
async function writeNoMatch(
  handled: HandledRequest,
  { target, stubRequest, miss }: { target: StubTarget; stubRequest: StubRequest; miss: Miss<CompiledMock> | null },
): Promise<void> {
  const { method } = stubRequest;
  const { namespace, path } = target;
  if (miss !== null) await stubRequest.readBody();
  const nearest = miss === null ? [] : shortenExplanation(explainMiss(miss));
  const message = `no mock matches ${method} ${path} in the namespace ${namespace}`;
  writeError(handled, new AppError("not_found", message), { request: { method, path, namespace }, nearest });
}

function writeAnswer(handled: HandledRequest, answer: RenderedAnswer, ourHeaders: readonly string[] = []): void {
  const { response, requestId } = handled;
  // All headers in one list: Node looks at each of those that are set one by one twice.
  response.writeHead(answer.status, [...answer.headers, "x-request-id", requestId, ...ourHeaders]);
  endWith(response, answer.body);
}
