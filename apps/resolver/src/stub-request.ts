import type { IncomingMessage } from "node:http";
import { AppError } from "@understudy/domain";
import { type BodyView, type MatchRequest, parseBody, parseQuery } from "@understudy/matching";
import type { RequestView } from "@understudy/templating";
import { type CapturedBody, toCapturedBody } from "./captured-body.ts";

/** A stub call as conditions and templates see it. What nobody looks at is neither parsed nor made. */
export interface StubRequest extends MatchRequest {
  /** Below the namespace, as it was sent. */
  path: string;
  /** The beginning of the body, as far as it was read or is being read past. */
  captured: CapturedBody | null;
  /** Reads the body to its end, and keeps it. Throws `too_large`. */
  readBytes: () => Promise<Buffer>;
  /** Reads and parses the body; from then on it is in `body`. */
  readBody: () => Promise<void>;
}

export function createStubRequest(
  request: IncomingMessage,
  options: { path: string; segments: readonly string[]; bodyBytesMax: number },
): StubRequest {
  let bytes: Promise<Buffer> | undefined;
  let query: Record<string, string[]> | undefined;
  const stubRequest: StubRequest = {
    method: request.method ?? "GET",
    path: options.path,
    segments: options.segments,
    get headers() {
      return request.headersDistinct;
    },
    get query() {
      return (query ??= parseQuery(queryOf(request.url ?? "")));
    },
    body: "unread",
    captured: null,
    readBytes: () => (bytes ??= readAndKeep(stubRequest, request, options.bodyBytesMax)),
    async readBody() {
      if (stubRequest.body !== "unread") return;
      stubRequest.body = await parseBody(await stubRequest.readBytes(), request.headers["content-type"]);
    },
  };
  return stubRequest;
}

/** The request as templates see it. A body that was not read is one that none of them looks at. */
export function toRequestView(request: StubRequest, pathParams: Readonly<Record<string, string>>): RequestView {
  return {
    body: valueOf(request.body),
    headers: request.headers as Record<string, readonly string[]>,
    query: request.query as Record<string, readonly string[]>,
    pathParams,
    method: request.method,
    path: request.path,
  };
}

function valueOf(body: BodyView | null | "unread"): unknown {
  return body === "unread" ? undefined : body?.value;
}

async function readAndKeep(stubRequest: StubRequest, request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const bytes = await readBytes(request, bytesMax);
  stubRequest.captured = toCapturedBody(bytes);
  return bytes;
}

/** By events: the stream's iterator would cost a templated answer a sixth of its time. */
function readBytes(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let count = 0;
    const take = (chunk: Buffer): void => {
      count += chunk.length;
      if (count <= bytesMax) {
        chunks.push(chunk);
        return;
      }
      // What is left is read past by whoever answers.
      request.off("data", take);
      reject(new AppError("too_large", `the request body is larger than ${bytesMax} bytes`));
    };
    request.on("data", take);
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

/** What stands behind the question mark. */
export function queryOf(url: string): string {
  const start = url.indexOf("?");
  return start === -1 ? "" : url.slice(start + 1);
}
