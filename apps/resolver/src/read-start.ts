import { Readable } from "node:stream";

export interface StreamStart {
  /** What was read. */
  bytes: Buffer;
  isWhole: boolean;
  /** The whole stream: what was read, and what is still to come. */
  stream: Readable;
}

/** Reads a stream until its end, or until it has given more than `bytesMax`. Rejects when it breaks off before. */
export async function readStart(source: Readable, bytesMax: number): Promise<StreamStart> {
  const rest = source[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  const chunks: Buffer[] = [];
  let count = 0;
  let isWhole = false;
  while (count <= bytesMax && !isWhole) {
    const next = await rest.next();
    if (next.done === true) isWhole = true;
    else {
      chunks.push(next.value);
      count += next.value.length;
    }
  }
  const bytes = Buffer.concat(chunks);
  return { bytes, isWhole, stream: Readable.from(continueWith(bytes, rest), { objectMode: false }) };
}

async function* continueWith(bytes: Buffer, rest: AsyncIterator<Buffer, undefined>): AsyncGenerator<Buffer> {
  try {
    if (bytes.length > 0) yield bytes;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
