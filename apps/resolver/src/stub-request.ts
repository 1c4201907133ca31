import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { AppError, stubKeyHeader, withoutOwnCookies } from "@understudy/domain";
import { type BodyView, type MatchRequest, parseBody, parseQuery } from "@understudy/matching";
import type { RequestView } from "@understudy/templating";
import { limitBytes } from "./body-limit.ts";
import { captureStream, type CapturedBody, toCapturedBody } from "./captured-body.ts";

/** A stub call as conditions and templates see it. What nobody looks at is neither parsed nor made. */
export interface StubRequest extends MatchRequest {
  /** Below the namespace, as it was sent. */
  path: string;
  /** The beginning of the body, as far as it was read or is being read past. */
  captured: CapturedBody | null;
  /** How long the body is; null until it is read. */
  bodyBytes: number | null;
  /** How long it may be. */
  bodyBytesMax: number;
  /** Reads the body to its end, and keeps it. Throws `too_large`. */
  readBytes: () => Promise<Buffer>;
  /** Reads and parses the body; from then on it is in `body`. */
  readBody: () => Promise<void>;
  /** The body to be sent on: its bytes if they were read, else as it comes, to be read by nobody else. Null when there is none. */
  openBody: () => Promise<Buffer | Readable | null>;
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
  captured: CapturedBody | null = null;
  bodyBytes: number | null = null;
  bodyBytesMax: number;
  private readonly request: IncomingMessage;
  private bytes: Promise<Buffer> | undefined = undefined;
  private parsedQuery: Record<string, string[]> | undefined = undefined;
  private visibleHeaders: MatchRequest["headers"] | undefined = undefined;

  constructor(request: IncomingMessage, { path, segments, bodyBytesMax }: StubRequestOptions) {
    this.method = request.method ?? "GET";
    this.path = path;
    this.segments = segments;
    this.request = request;
    this.bodyBytesMax = bodyBytesMax;
  }

  get headers(): MatchRequest["headers"] {
    return (this.visibleHeaders ??= hideCredentials(this.request.headersDistinct));
  }

  get query(): MatchRequest["query"] {
    return (this.parsedQuery ??= parseQuery(queryOf(this.request.url ?? "")));
  }

  readBytes(): Promise<Buffer> {
    return (this.bytes ??= this.readAndKeep());
  }

  async readBody(): Promise<void> {
    if (this.body !== "unread") return;
    this.body = await parseBody(await this.readBytes(), this.request.headers["content-type"]);
  }

  async openBody(): Promise<Buffer | Readable | null> {
    if (!hasBody(this.request)) return null;
    if (this.bytes !== undefined) return this.bytes;
    const limit = limitBytes(this.bodyBytesMax, () => tooLarge(this.bodyBytesMax));
    // The limit itself tells whoever reads from it that the body broke off.
    pipeline(this.request, limit, () => undefined);
    this.captured = captureStream(this.request);
    return limit;
  }

  private async readAndKeep(): Promise<Buffer> {
    const bytes = await readBytes(this.request, this.bodyBytesMax);
    this.captured = toCapturedBody(bytes);
    this.bodyBytes = bytes.length;
    return bytes;
  }
}

/** The request as templates see it. A body that was not read is one that none of them looks at. */
export function toRequestView(request: StubRequest, pathParams: Readonly<Record<string, string>>): RequestView {
  return new LazyView(request, pathParams);
}

class LazyView implements RequestView {
  readonly body: unknown;
  readonly isBodyTextual: boolean;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly method: string;
  readonly path: string;
  private readonly request: StubRequest;

  constructor(request: StubRequest, pathParams: Readonly<Record<string, string>>) {
    this.body = valueOf(request.body);
    this.isBodyTextual = isTextual(request.body);
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

function isTextual(body: BodyView | null | "unread"): boolean {
  return body !== "unread" && body !== null && body.kind !== "json";
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

/** A browser sends the dashboard's cookies to stubs too, and callers their stub keys; what mocks are made of may be anybody's (design 16). */
function hideCredentials(headers: NodeJS.Dict<string[]>): MatchRequest["headers"] {
  if (headers["cookie"] === undefined && headers[stubKeyHeader] === undefined) return headers;
  const { cookie = [], [stubKeyHeader]: _key, ...others } = headers;
  const kept = cookie.map(withoutOwnCookies).filter((cookies) => cookies !== "");
  return kept.length === 0 ? others : { ...others, cookie: kept };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

export function tooLarge(bytesMax: number): AppError {
  return new AppError("too_large", `the request body is larger than ${bytesMax} bytes`);
}

/** What stands behind the question mark. */
export function queryOf(url: string): string {
  const start = url.indexOf("?");
  return start === -1 ? "" : url.slice(start + 1);
}
