import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";

/** How much of a body the request log keeps. */
const keptBodyBytesMax = 64 * 1024;

/** The beginning of a body; of one that nobody else reads it fills while the answer is out already. */
export interface CapturedBody {
  chunks: Buffer[];
  byteCount: number;
  /** Bytes of the body, as far as is known. */
  isCut: boolean;
  /** Most that it will hold. */
  bytesMax: number;
}

/** Keeps the beginning of a body that the mock does not look at, while it is read past. Null: there is none, which Node reads past by itself. */
export function captureBody(request: IncomingMessage): CapturedBody | null {
  const length = request.headers["content-length"];
  const isChunked = request.headers["transfer-encoding"] !== undefined;
  if (!isChunked && (length === undefined || length === "0")) return null;
  return captureStream(request, isChunked ? undefined : Number(length));
}

/** Keeps the beginning of what comes by a stream, whoever else reads it. Nobody else: it is read past. */
export function captureStream(stream: Readable, lengthMax = keptBodyBytesMax): CapturedBody {
  const bytesMax = Math.min(lengthMax, keptBodyBytesMax);
  // Cut until its end has been seen: what is written before that is not the whole body.
  const captured: CapturedBody = { chunks: [], byteCount: 0, isCut: true, bytesMax };
  let isMore = false;
  stream.on("data", (chunk: Buffer) => {
    const kept = chunk.subarray(0, bytesMax - captured.byteCount);
    isMore ||= kept.length < chunk.length;
    if (kept.length === 0) return;
    captured.chunks.push(kept.length < chunk.length ? Buffer.from(kept) : chunk);
    captured.byteCount += kept.length;
  });
  stream.on("end", () => {
    captured.isCut = isMore;
  });
  return captured;
}

/** The same of a body that was read. What is cut off is not kept in memory for the sake of what is not. */
export function toCapturedBody(bytes: Buffer): CapturedBody | null {
  if (bytes.length === 0) return null;
  const kept = keepBeginning(bytes);
  return { chunks: [kept], byteCount: kept.length, isCut: kept.length < bytes.length, bytesMax: kept.length };
}

/** What the request log keeps of these bytes. */
export function keepBeginning(bytes: Buffer): Buffer {
  return bytes.length <= keptBodyBytesMax ? bytes : Buffer.from(bytes.subarray(0, keptBodyBytesMax));
}
