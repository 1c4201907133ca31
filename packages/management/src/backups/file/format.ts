import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/**
 * A backup is gzip of lines. A line that begins with `#` says something of the file, as JSON; every other one is a row, as JSON. First the
 * header; then, for each table, a line that begins its rows, the rows, and a line with their number and checksum; at the end the
 * checksum of all that and its HMAC, which nobody can make without the SECRET_KEY.
 */
export const formatVersion = 1;
export const mark = "#";

export const HeaderSchema = z.object({
  understudyBackup: z.int(),
  /** When the rows were all as they are in the file. */
  madeAt: z.iso.datetime(),
  /** The last migration of the database that it is of. */
  migration: z.string(),
  /** Null: the whole installation. */
  namespace: z.string().nullable(),
  /** Of the SECRET_KEY with which its secrets are sealed. */
  secretKeyFingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.int().min(0),
});
export type BackupHeader = z.infer<typeof HeaderSchema>;

export const SectionSchema = z.object({ table: z.string(), columns: z.array(z.string()) });
export const SectionEndSchema = z.object({ end: z.string(), rows: z.int().min(0), sha256: z.string() });
export const TrailerSchema = z.object({ sha256: z.string(), hmac: z.string() });

export function markLine(content: object): Buffer {
  return Buffer.from(`${mark}${JSON.stringify(content)}\n`);
}

/** Binds the checksum of everything before it to the key. */
export function signChecksum(sha256: string, key: Buffer): string {
  return createHmac("sha256", key).update(`understudy-backup/${formatVersion}/${sha256}`).digest("hex");
}

export function isSignature(given: string, sha256: string, key: Buffer): boolean {
  const expected = Buffer.from(signChecksum(sha256, key));
  const bytes = Buffer.from(given);
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}
