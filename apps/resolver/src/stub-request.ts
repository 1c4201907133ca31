import type { IncomingMessage } from "node:http";
import { AppError } from "@understudy/domain";
import { type BodyView, type MatchRequest, parseBody } from "@understudy/matching";
import type { RequestView } from "@understudy/templating";

/** A stub call as conditions and templates see it. What nobody looks at is neither parsed nor made. */
export interface StubRequest extends MatchRequest {
  /** Below the namespace, as it was sent. */
  path: string;
  /** Reads the body to its end, and keeps it. Throws `too_large`. */
  readBytes: () => Promise<Buffer>;
  /** Reads and parses the body; from then on it is in `body`. */
  readBody: () => Promise<void>;
}

export interface StubRequestOptions {
  path: string;
  segments: readonly string[];
  bodyBytesMax: number;
}

export function createStubRequest(request: IncomingMessage, options: StubRequestOptions): StubRequest {
  return new LazyRequest(request, options);
}

/** A class, because an object with getters of its own takes longer to make than all the rest of a plain call. */
class LazyRequest implements StubRequest {
  readonly method: string;
  readonly path: string;
  readonly segments: readonly string[];
  body: BodyView | null | "unread" = "unread";
  private readonly request: IncomingMessage;
  private readonly bodyBytesMax: number;
  private bytes: Promise<Buffer> | undefined = undefined;
  private parsedQuery: Record<string, string[]> | undefined = undefined;

  constructor(request: IncomingMessage, { path, segments, bodyBytesMax }: StubRequestOptions) {
    this.method = request.method ?? "GET";
    this.path = path;
    this.segments = segments;
    this.request = request;
    this.bodyBytesMax = bodyBytesMax;
  }

  get headers(): MatchRequest["headers"] {
    return this.request.headersDistinct;
  }

  get query(): MatchRequest["query"] {
    return (this.parsedQuery ??= parseQuery(this.request.url ?? ""));
  }

  readBytes(): Promise<Buffer> {
    return (this.bytes ??= readBytes(this.request, this.bodyBytesMax));
  }

  async readBody(): Promise<void> {
    if (this.body !== "unread") return;
    this.body = await parseBody(await this.readBytes(), this.request.headers["content-type"]);
  }
}

/** The request as templates see it. A body that was not read is one that none of them looks at. */
export function toRequestView(request: StubRequest, pathParams: Readonly<Record<string, string>>): RequestView {
  return new LazyView(request, pathParams);
}

class LazyView implements RequestView {
  readonly body: unknown;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly method: string;
  readonly path: string;
  private readonly request: StubRequest;

  constructor(request: StubRequest, pathParams: Readonly<Record<string, string>>) {
    this.body = valueOf(request.body);
    this.pathParams = pathParams;
    this.method = request.method;
    this.path = request.path;
    this.request = request;
  }

  get headers(): RequestView["headers"] {
    return this.request.headers as RequestView["headers"];
  }

  get query(): RequestView["query"] {
    return this.request.query as RequestView["query"];
  }
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
      reject(new AppError("too_large", `the request body is larger than ${bytesMax} bytes`));
    };
    request.on("data", take);
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

function parseQuery(url: string): Record<string, string[]> {
  // Without a prototype: a parameter may be called __proto__.
  const query = Object.create(null) as Record<string, string[]>;
  const start = url.indexOf("?");
  if (start === -1) return query;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) (query[name] ??= []).push(value);
  return query;
}
