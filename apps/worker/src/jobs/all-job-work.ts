import type { Database, Pool } from "@understudy/database";
import type { JobName } from "@understudy/jobs";
import type { AuditSealer } from "@understudy/management";
import type { SecretKeys } from "@understudy/runtime";
import { createAuditSealing } from "./audit-sealing.ts";
import { createCleanup } from "./clean-up.ts";
import type { JobWork } from "./job-work.ts";
import { createReencryption } from "./re-encryption.ts";
import { createRetention } from "./remove-past.ts";

export interface JobWorkOptions {
  db: Database;
  pool: Pool;
  keys: SecretKeys;
  sealer: AuditSealer;
  /** How long entries of the audit trail are kept, in days. */
  auditKeptDays: number;
}

/** What the worker does for each job. */
export function createJobWork({ db, pool, keys, sealer, auditKeptDays }: JobWorkOptions): Record<JobName, JobWork> {
  return {
    cleanup: createCleanup({ db, pool }),
    retention: createRetention(pool),
    "audit-sealing": createAuditSealing(sealer, auditKeptDays),
    "re-encryption": createReencryption({ db, pool, keys }),
  };
}
