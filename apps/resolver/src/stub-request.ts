import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { AppError } from "@understudy/domain";
import { type BodyView, type MatchRequest, parseBody } from "@understudy/matching";
import type { RequestView } from "@understudy/templating";
import { limitBytes } from "./body-limit.ts";

/** A stub call as conditions and templates see it. What nobody looks at is neither parsed nor made. */
export interface StubRequest extends MatchRequest {
  /** Below the namespace, as it was sent. */
  path: string;
  /** Reads the body to its end, and keeps it. Throws `too_large`. */
  readBytes: () => Promise<Buffer>;
  /** Reads and parses the body; from then on it is in `body`. */
  readBody: () => Promise<void>;
  /** The body to be sent on: its bytes if they were read, else as it comes, to be read by nobody else. Null when there is none. */
  openBody: () => Promise<Buffer | Readable | null>;
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
      return (query ??= parseQuery(request.url ?? ""));
    },
    body: "unread",
    readBytes: () => (bytes ??= readBytes(request, options.bodyBytesMax)),
    async readBody() {
      if (stubRequest.body !== "unread") return;
      stubRequest.body = await parseBody(await stubRequest.readBytes(), request.headers["content-type"]);
    },
    async openBody() {
      if (!hasBody(request)) return null;
      if (bytes !== undefined) return bytes;
      const limit = limitBytes(options.bodyBytesMax, () => tooLarge(options.bodyBytesMax));
      // The limit itself tells whoever reads from it that the body broke off.
      return pipeline(request, limit, () => undefined);
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
      reject(tooLarge(bytesMax));
    };
    request.on("data", take);
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

export function tooLarge(bytesMax: number): AppError {
  return new AppError("too_large", `the request body is larger than ${bytesMax} bytes`);
}

function parseQuery(url: string): Record<string, string[]> {
  // Without a prototype: a parameter may be called __proto__.
  const query = Object.create(null) as Record<string, string[]>;
  const start = url.indexOf("?");
  if (start === -1) return query;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) (query[name] ??= []).push(value);
  return query;
}
