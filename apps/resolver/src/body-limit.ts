import { Transform } from "node:stream";

/** Passes bytes through until there are more than `bytesMax`, then fails with the error that `createError` makes. */
export function limitBytes(bytesMax: number, createError: () => Error): Transform {
  let count = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      count += chunk.length;
      if (count > bytesMax) callback(createError());
      else callback(null, chunk);
    },
  });
}
