import type { Dispatcher } from "undici";
import type { Connection } from "./connection.ts";
import { explainFailure, explainTimeout } from "./connection-trace.ts";
import type { HeaderList, HttpAnswer, HttpResult } from "./http-result.ts";

export interface ExchangeRequest {
  method: string;
  path: string;
  headers: HeaderList;
  body: Uint8Array | null;
}

export interface ExchangeLimits {
  /** When the time is up, in `performance.now()` milliseconds. */
  deadline: number;
  /** The whole time allowed, for the sentence. Milliseconds. */
  timeoutMs: number;
  /** Bytes of the body that are kept; the rest is not read. */
  responseBytesMax: number;
}

/** Headers of an answer that are kept: so many, and so many bytes of names and values. */
const headersKeptMax = 100;
const headerBytesKeptMax = 8192;

/**
 * Sends one request over a connection and reads the answer up to its limits. Never rejects. The connection can be used again
 * only if `isReusable`; else it is ended already.
 */
export function exchange(
  connection: Connection,
  request: ExchangeRequest,
  limits: ExchangeLimits,
): Promise<{ result: HttpResult; isReusable: boolean }> {
  const { promise, resolve } = Promise.withResolvers<{ result: HttpResult; isReusable: boolean }>();
  const answer = new AnswerReader(limits.responseBytesMax);
  const timer = setTimeout(
    () => {
      const error = explainTimeout(connection.trace, limits.timeoutMs, answer.hasBegun);
      end(failed("timeout", error), false);
    },
    // A timer drops the fraction, and may come up to a millisecond early.
    Math.max(0, Math.ceil(limits.deadline - performance.now()) + 1),
  );

  function end(result: HttpResult, isReusable: boolean): void {
    clearTimeout(timer);
    // Before the end of the connection, which is an error to undici and would be taken for the cause.
    resolve({ result, isReusable });
    if (!isReusable) connection.destroy();
  }
  function failed(errorClass: Extract<HttpResult, { kind: "failed" }>["errorClass"], error: string): HttpResult {
    // Nothing of a blocked target is told, not even where it is.
    const isBlocked = errorClass === "guard";
    const address = isBlocked ? null : connection.trace.address;
    return { kind: "failed", errorClass, error, answer: isBlocked ? null : answer.read(), address };
  }
  function answered(isReusable: boolean): void {
    const read = answer.read();
    if (read !== null) end({ kind: "answered", answer: read, address: connection.trace.address }, isReusable);
  }
  function fail(error: Error): void {
    const explained = explainFailure(error, connection.trace);
    end(failed(explained.errorClass, explained.error), false);
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: () => undefined,
    onResponseStart: (controller, statusCode) => {
      // 1xx: the answer is still to come.
      if (statusCode >= 200) answer.begin(statusCode, controller.rawHeaders);
    },
    onResponseData: (_controller, chunk) => {
      if (!answer.add(chunk)) answered(false);
    },
    onResponseEnd: () => answered(true),
    onResponseError: (_controller, error) => fail(error),
  };
  try {
    connection.client.dispatch(dispatchOptions(request), handler);
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
  }
  return promise;
}

function dispatchOptions({ method, path, headers, body }: ExchangeRequest): Dispatcher.DispatchOptions {
  return { method, path, headers: headers.flatMap(([name, value]) => [name, value]), body };
}

/** Collects an answer within its limits. */
class AnswerReader {
  readonly #bytesMax: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #isTruncated = false;
  #head: { statusCode: number; responseHeaders: HeaderList } | null = null;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get hasBegun(): boolean {
    return this.#head !== null;
  }

  begin(statusCode: number, rawHeaders: unknown): void {
    const { kept, isTruncated } = keepHeaders(rawHeaders);
    this.#head = { statusCode, responseHeaders: kept };
    this.#isTruncated = isTruncated;
  }

  /** False when nothing more is wanted. */
  add(chunk: Buffer): boolean {
    const room = this.#bytesMax - this.#bytes;
    // A copy of what is kept, lest a small slice holds on to a large buffer.
    this.#chunks.push(Buffer.from(chunk.subarray(0, room)));
    this.#bytes += Math.min(chunk.length, room);
    if (chunk.length <= room) return true;
    this.#isTruncated = true;
    return false;
  }

  read(): HttpAnswer | null {
    if (this.#head === null) return null;
    return { ...this.#head, responseBody: Buffer.concat(this.#chunks), isResponseTruncated: this.#isTruncated };
  }
}

/** undici gives the headers of an answer as they came: names and values in turn, as bytes. */
function keepHeaders(rawHeaders: unknown): { kept: HeaderList; isTruncated: boolean } {
  const parts = Array.isArray(rawHeaders) ? rawHeaders.map((part: unknown) => textOf(part)) : [];
  const kept: [string, string][] = [];
  let bytes = 0;
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [name = "", value = ""] = parts.slice(index, index + 2);
    bytes += name.length + value.length;
    if (kept.length === headersKeptMax || bytes > headerBytesKeptMax) return { kept, isTruncated: true };
    kept.push([name, value]);
  }
  return { kept, isTruncated: false };
}

function textOf(part: unknown): string {
  return Buffer.isBuffer(part) ? part.toString("latin1") : String(part);
}
