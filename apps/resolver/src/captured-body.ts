import type { IncomingMessage } from "node:http";

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

/** Reads past a body that the mock does not look at, so that the connection can be used again, and keeps its beginning. Null: there is none. */
export function captureBody(request: IncomingMessage): CapturedBody | null {
  const length = request.headers["content-length"];
  const isChunked = request.headers["transfer-encoding"] !== undefined;
  if (!isChunked && (length === undefined || length === "0")) {
    request.resume();
    return null;
  }
  const bytesMax = isChunked ? keptBodyBytesMax : Math.min(Number(length), keptBodyBytesMax);
  // Cut until its end has been seen: what is written before that is not the whole body.
  const captured: CapturedBody = { chunks: [], byteCount: 0, isCut: true, bytesMax };
  const take = (chunk: Buffer): void => {
    captured.chunks.push(chunk);
    captured.byteCount += chunk.length;
    if (captured.byteCount <= keptBodyBytesMax) return;
    request.off("data", take).off("end", finish).resume();
  };
  const finish = (): void => {
    captured.isCut = false;
  };
  request.on("data", take).on("end", finish);
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
