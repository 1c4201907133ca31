import { createHash } from "node:crypto";
import type { Snapshot } from "@understudy/database";
import type { BackupKeys } from "../backups.ts";
import { type BackupHeader, formatVersion, markLine, signChecksum } from "./format.ts";

const newline = 0x0a;

export interface WriteOptions {
  namespace: string | null;
  keys: BackupKeys;
  /** Told how many rows are written so far. */
  onRows: (rows: number) => void;
}

/** The lines of a backup, piece by piece: never more of it in memory than a row, or a piece of the connection's. */
export async function* writeBackupFile(snapshot: Snapshot, options: WriteOptions): AsyncGenerator<Buffer> {
  const whole = createHash("sha256");
  const { namespace, keys, onRows } = options;
  let rowsDone = 0;
  const header: BackupHeader = {
    understudyBackup: formatVersion,
    madeAt: snapshot.madeAt.toISOString(),
    migration: snapshot.migration,
    namespace,
    secretKeyFingerprint: keys.fingerprint.toString("hex"),
    rows: snapshot.tables.reduce((sum, { rows }) => sum + rows, 0),
  };
  for await (const piece of pieces()) {
    whole.update(piece);
    yield piece;
  }
  const sha256 = whole.digest("hex");
  yield markLine({ sha256, hmac: signChecksum(sha256, keys.backupMac) });

  async function* pieces(): AsyncGenerator<Buffer> {
    yield markLine(header);
    for (const table of snapshot.tables) {
      const section = createHash("sha256");
      let rows = 0;
      yield markLine({ table: table.name, columns: table.columns });
      for await (const piece of snapshot.readRows(table)) {
        section.update(piece);
        rows += countLines(piece);
        onRows(rowsDone + rows);
        yield piece;
      }
      rowsDone += rows;
      yield markLine({ end: table.name, rows, sha256: section.digest("hex") });
    }
  }
}

function countLines(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, at + 1)) lines += 1;
  return lines;
}
