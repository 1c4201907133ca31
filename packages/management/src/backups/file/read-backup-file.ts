import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError } from "@understudy/domain";
import type { z } from "zod";
import type { BackupKeys } from "../backups.ts";
import {
  type BackupHeader,
  formatVersion,
  HeaderSchema,
  isSignature,
  mark,
  SectionEndSchema,
  SectionSchema,
  TrailerSchema,
} from "./format.ts";
import { readLineBatches } from "./line-batches.ts";

/** Some rows of one table, as a JSON array. */
export interface RowBatch {
  table: string;
  columns: readonly string[];
  rows: string;
  count: number;
}

export interface ReadOptions {
  /** The keys of the installation that made the file. Null: they are not known, and who made it is not looked at. */
  findKeys: (header: BackupHeader) => BackupKeys | null;
  onRows?: (batch: RowBatch, header: BackupHeader) => Promise<void> | void;
}

/**
 * Reads a backup to its end, and hands out its rows as they come. Only when this returns the file is known to be whole and unchanged:
 * what was done with its rows before must be undone when it throws. Throws `validation`, in words, for a file that is damaged, cut off, changed
 * or none of ours.
 */
export async function readBackupFile(source: Readable, options: ReadOptions): Promise<BackupHeader> {
  const checked = createChecks(options);
  const plain = source.pipe(createGunzip());
  source.on("error", (error) => plain.destroy(error));
  try {
    for await (const batch of readLineBatches(plain as AsyncIterable<Buffer>)) {
      if (batch.kind === "mark") checked.mark(batch.line);
      else await checked.rows(batch);
    }
  } catch (error) {
    throw isZlibError(error) ? damaged("it can't be unpacked", error) : error;
  } finally {
    source.destroy();
    plain.destroy();
  }
  return checked.end();
}

function createChecks({ findKeys, onRows }: ReadOptions) {
  const whole = createHash("sha256");
  let header: BackupHeader | undefined;
  let keys: BackupKeys | null = null;
  let section: ReturnType<typeof openSection> | undefined;
  let isEnded = false;

  const endSection = (line: Buffer, current: ReturnType<typeof openSection>): void => {
    const { end, rows, sha256 } = parseMark(line, SectionEndSchema);
    const isSame = end === current.table && rows === current.count && sha256 === current.hash.digest("hex");
    if (!isSame) throw damaged(`the rows of ${current.table} are not those that were written`);
    section = undefined;
  };
  return {
    mark(line: Buffer): void {
      if (isEnded) throw damaged("there is something behind its end");
      if (header === undefined) {
        header = parseHeader(line);
        keys = findKeys(header);
      } else if (section !== undefined) {
        endSection(line, section);
      } else if (isTrailer(line)) {
        const { sha256, hmac } = parseMark(line, TrailerSchema);
        if (sha256 !== whole.digest("hex")) throw damaged("its checksum is another one");
        if (keys !== null && !isSignature(hmac, sha256, keys.backupMac)) {
          throw new AppError(
            "validation",
            "the file was not made with the SECRET_KEY that it names: somebody changed it",
          );
        }
        isEnded = true;
        return;
      } else section = openSection(parseMark(line, SectionSchema));
      whole.update(line);
    },
    async rows({ lines, count }: { lines: Buffer; count: number }): Promise<void> {
      if (section === undefined || header === undefined) throw damaged("there are rows of no table");
      whole.update(lines);
      section.hash.update(lines);
      section.count += count;
      const { table, columns } = section;
      // A line of JSON has no line break in it.
      const rows = `[${lines.toString("utf8").trimEnd().replaceAll("\n", ",")}]`;
      await onRows?.({ table, columns, rows, count }, header);
    },
    end(): BackupHeader {
      if (header === undefined || !isEnded) throw new AppError("validation", "the file is cut off");
      return header;
    },
  };
}

function openSection({ table, columns }: z.infer<typeof SectionSchema>) {
  return { table, columns, hash: createHash("sha256"), count: 0 };
}

function isTrailer(line: Buffer): boolean {
  return line.includes('"hmac":');
}

function parseHeader(line: Buffer): BackupHeader {
  const content = parseJson(line);
  if (typeof content !== "object" || content === null || !("understudyBackup" in content)) throw notOurs();
  if (content.understudyBackup !== formatVersion) {
    throw new AppError(
      "validation",
      `the file has format ${String(content.understudyBackup)}; this version reads ${formatVersion}`,
    );
  }
  const parsed = HeaderSchema.safeParse(content);
  if (!parsed.success) throw damaged("its first line is not complete", parsed.error);
  return parsed.data;
}

function parseMark<Schema extends z.ZodType>(line: Buffer, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(parseJson(line));
  if (!parsed.success) throw damaged("one of its lines is not what belongs there", parsed.error);
  return parsed.data;
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString("utf8").slice(mark.length));
  } catch (error) {
    throw damaged("one of its lines is no JSON", error);
  }
}

function notOurs(): AppError {
  return new AppError("validation", "the file is no backup of Understudy");
}

function damaged(how: string, cause?: unknown): AppError {
  return new AppError("validation", `the file is damaged: ${how}`, { cause });
}

/** What Node says of gzip that is none, or ends too early. */
function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
