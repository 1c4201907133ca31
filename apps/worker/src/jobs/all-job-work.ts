import type { Database, Pool } from "@understudy/database";
import type { Sealing } from "@understudy/domain";
import type { JobName } from "@understudy/jobs";
import type { AuditSealer, Licensing } from "@understudy/management";
import type { Logger, SecretKeys } from "@understudy/runtime";
import { createBackupBegin } from "./begin-backups.ts";
import { createAuditSealing } from "./audit-sealing.ts";
import { createLicenceCheck } from "./check-licences.ts";
import { createCleanup } from "./clean-up.ts";
import type { JobWork } from "./job-work.ts";
import { createReencryption } from "./re-encryption.ts";
import { createRetention } from "./remove-past.ts";

export interface JobWorkOptions {
  db: Database;
  pool: Pool;
  log: Logger;
  keys: SecretKeys;
  sealing: Sealing;
  licensing: Licensing;
  sealer: AuditSealer;
  /** How long entries of the audit trail are kept, in days. */
  auditKeptDays: number;
}

/** What the worker does for each job. */
export function createJobWork(options: JobWorkOptions): Record<JobName, JobWork> {
  return {
    backup: createBackupBegin(options),
    cleanup: createCleanup(options),
    retention: createRetention(options.pool),
    "license-check": createLicenceCheck(options),
    "audit-sealing": createAuditSealing(options.sealer, options.auditKeptDays),
    "re-encryption": createReencryption(options),
  };
}
