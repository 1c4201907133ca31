import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@understudy/domain";
import { type Candidate, decodeSegment, type MockIndex, splitPath } from "@understudy/matching";
import type { Answer, CompiledMock } from "./compile-mock.ts";
import type { HandledRequest } from "./handled-request.ts";
import type { LiveMocks } from "./live-mocks.ts";
import { writeError } from "./write-error.ts";

/** How long a call waits for its namespace to be loaded (design 6). */
const loadTimeoutMs = 2_000;

const stubsPath = "/stubs/";

/** Whether a path belongs to a stub; everything else is the control plane's. */
export function isStubPath(path: string): boolean {
  return path.startsWith(stubsPath);
}

/** Makes the handler of stub calls: find the mock, answer from memory. */
export function createStubHandler(options: { mocks: LiveMocks; bodyBytesMax: number }) {
  return async function serveStub(handled: HandledRequest): Promise<void> {
    const { request, response } = handled;
    response.setHeader("x-request-id", handled.requestId);
    if (Number(request.headers["content-length"] ?? 0) > options.bodyBytesMax) {
      throw new AppError("too_large", `the request body is larger than ${options.bodyBytesMax} bytes`);
    }
    const target = parseTarget(handled.path);
    const index = await findIndex(options.mocks, target.namespace);
    const found = index && findMock(index, request.method ?? "GET", target.segments);
    if (!found) {
      writeNoMatch(handled, target);
      return;
    }
    // The body of a mock that looks at none is read past, so that the connection can be used again.
    request.resume();
    await writeAnswer(response, found.entry.answer);
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

async function findIndex(mocks: LiveMocks, namespace: string): Promise<MockIndex<CompiledMock> | null> {
  if (mocks.find(namespace) === "loading") await mocks.awaitLoaded(namespace, loadTimeoutMs);
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

async function writeAnswer(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.kind === "unserved") throw new AppError("not_served", answer.message);
  if (answer.delayMs > 0) await sleep(answer.delayMs);
  const { status, headers, body } = answer;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    response.appendHeader(headers[index] ?? "", headers[index + 1] ?? "");
  }
  if (status !== 204 && status !== 304) response.setHeader("content-length", body.length);
  response.writeHead(status);
  response.end(body);
}
