import { z } from "zod";
import { NamespaceNameSchema } from "./namespace.ts";

/** How far making a backup, or restoring one, has come. */
export const backupStatuses = ["in_progress", "completed", "failed"] as const;
export type BackupStatus = (typeof backupStatuses)[number];

/** What a person says of backups that are made by themselves. */
export const BackupConfigInputSchema = z.object({
  name: z.string("is required").trim().min(1, "must not be empty").max(200, "must have at most 200 characters"),
  /** Five fields of cron, in UTC; absent, null or empty: only when somebody asks. */
  schedule: z
    .string()
    .trim()
    .max(200, "must have at most 200 characters")
    .nullish()
    .transform((text) => text || null),
  /** Days for which its backups are kept; absent, null or 0: until somebody deletes them. */
  retention: z
    .int("must be a whole number of days")
    .min(0, "must be 0 to 3650 days")
    .max(3650, "must be 0 to 3650 days")
    .nullish()
    .transform((days) => (days === 0 ? null : (days ?? null))),
  enabled: z.boolean("must be true or false").default(true),
  /** Absent, null or empty: the whole installation. */
  namespace: z
    .union([NamespaceNameSchema, z.literal("")])
    .nullish()
    .transform((name) => name || null),
});
export type BackupConfigInput = z.infer<typeof BackupConfigInputSchema>;

export interface BackupConfig extends BackupConfigInput {
  id: string;
  createdAt: Date;
  updatedAt: Date;
}

/** Rows that are written, or read, and how many there are; null: not counted yet. */
export interface BackupProgress {
  rowsDone: number;
  rowsTotal: number | null;
}

export interface Backup {
  id: string;
  configId: string | null;
  /** Null: the whole installation. */
  namespace: string | null;
  status: BackupStatus;
  /** Why it failed. */
  reason: string | null;
  /** It was made elsewhere. */
  isUploaded: boolean;
  progress: BackupProgress;
  /** Bytes of its file. */
  size: number | null;
  /** SHA-256 of its file, in hexadecimal. */
  checksum: string | null;
  /** Of the SECRET_KEY that opens the secrets in it, in hexadecimal. */
  secretKeyFingerprint: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

/** What a restore does with the rows of one table. */
export interface RestoreCount {
  /** The table. */
  kind: string;
  inFile: number;
  existing: number;
  /** Of those in the file, access that was taken away since: it is not given back. */
  staysRevoked: number;
}

/** What a restore replaces, or would. */
export interface RestorePlan {
  /** When the backup was made. */
  madeAt: string;
  /** Null: the whole installation. */
  namespace: string | null;
  /** Whether its secrets are sealed anew, as it was made with another SECRET_KEY. */
  isResealed: boolean;
  kinds: RestoreCount[];
  /** Deliveries that were not finished: they come back as cancelled. */
  cancelledDeliveries: number;
  /** Namespaces, and mocks in those of the file, that the file does not have: they go to the trash. */
  namespacesToTrash: string[];
  mocksToTrash: number;
}

export interface BackupRestore {
  id: string;
  backupId: string;
  namespace: string | null;
  isDryRun: boolean;
  status: BackupStatus;
  reason: string | null;
  progress: BackupProgress;
  plan: RestorePlan | null;
  createdAt: Date;
  finishedAt: Date | null;
}
