import { AppError } from "@understudy/domain";
import { mark } from "./format.ts";

const newline = 0x0a;
const markByte = mark.charCodeAt(0);
/** What a batch of rows aims at; a single row may be larger. Prisma remembers what its last hundred statements were given. */
const batchBytes = 256 * 1024;
const batchRows = 1_000;
/** No row of ours comes near it; a file that was made up must not fill the memory. */
const lineBytesMax = 128 * 1024 * 1024;

/** A line that says something of the file, or rows as they stand there, one a line. */
export type LineBatch = { kind: "mark"; line: Buffer } | { kind: "rows"; lines: Buffer; count: number };

/** Cuts a stream into whole lines. Throws `validation` when it ends in the middle of one. */
export async function* readLineBatches(source: AsyncIterable<Buffer>): AsyncGenerator<LineBatch> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  const rows = createRows();
  for await (const piece of source) {
    let start = 0;
    for (let end = piece.indexOf(newline); end !== -1; end = piece.indexOf(newline, start)) {
      yield* rows.take(Buffer.concat([...rest, piece.subarray(start, end + 1)]));
      [rest, restBytes] = [[], 0];
      start = end + 1;
    }
    if (start === piece.length) continue;
    rest.push(piece.subarray(start));
    restBytes += piece.length - start;
    if (restBytes > lineBytesMax) throw new AppError("validation", "the file is damaged: it has a row without an end");
  }
  if (rest.length > 0 || rows.isWaiting()) throw new AppError("validation", "the file is cut off");
}

function createRows() {
  let lines: Buffer[] = [];
  let bytes = 0;
  const flush = (): LineBatch[] => {
    if (lines.length === 0) return [];
    const batch = { kind: "rows" as const, lines: Buffer.concat(lines), count: lines.length };
    [lines, bytes] = [[], 0];
    return [batch];
  };
  return {
    isWaiting: () => lines.length > 0,
    /** Takes a line, and returns what is complete by it. */
    take(line: Buffer): LineBatch[] {
      if (line[0] === markByte) return [...flush(), { kind: "mark", line }];
      lines.push(line);
      bytes += line.length;
      return bytes >= batchBytes || lines.length >= batchRows ? flush() : [];
    },
  };
}
