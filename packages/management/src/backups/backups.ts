import type { Sealing } from "@understudy/domain";
import type { BackupStorage } from "./storage/backup-storage.ts";
import { openFolderStorage } from "./storage/folder-storage.ts";
import { openS3Storage, type S3Options } from "./storage/s3-storage.ts";

/** What is derived of one SECRET_KEY. */
export interface BackupKeys {
  /** Says which key it is, and nothing about it. */
  fingerprint: Buffer;
  sealing: Sealing;
  /** Proves that a file was made by somebody who has the key. */
  backupMac: Buffer;
}

export interface BackupOptions {
  folder: string;
  /** Instead of the folder. */
  s3?: S3Options | undefined;
  uploadBytesMax: number;
  /** 32 bytes in hexadecimal. */
  secretKeyHex: string;
  /** SECRET_KEY_PREVIOUS. */
  previousSecretKeyHex: string | null;
  deriveKeys: (secretKeyHex: string) => BackupKeys;
}

/** What backups are made with. */
export interface Backups {
  databaseUrl: string;
  storage: BackupStorage;
  uploadBytesMax: number;
  ownKeys: BackupKeys;
  previousKeys: BackupKeys | null;
  deriveKeys: (secretKeyHex: string) => BackupKeys;
}

export function openBackups(databaseUrl: string, options: BackupOptions): Backups {
  const { folder, s3, uploadBytesMax, secretKeyHex, previousSecretKeyHex, deriveKeys } = options;
  return {
    databaseUrl,
    storage: s3 === undefined ? openFolderStorage(folder) : openS3Storage(s3),
    uploadBytesMax,
    ownKeys: deriveKeys(secretKeyHex),
    previousKeys: previousSecretKeyHex === null ? null : deriveKeys(previousSecretKeyHex),
    deriveKeys,
  };
}

/** The keys with this fingerprint (hexadecimal), of those that are known; null: none has it. */
export function findKeys(
  { ownKeys, previousKeys, deriveKeys }: Backups,
  fingerprint: string,
  givenSecretKeyHex: string | null,
): BackupKeys | null {
  const known = [ownKeys, previousKeys, givenSecretKeyHex === null ? null : deriveKeys(givenSecretKeyHex)];
  return known.find((keys) => keys?.fingerprint.toString("hex") === fingerprint) ?? null;
}
