import type { Database, Pool } from "@understudy/database";
import type { JobName } from "@understudy/jobs";
import type { SecretKeys } from "@understudy/runtime";
import { createCleanup } from "./clean-up.ts";
import type { JobWork } from "./job-work.ts";
import { createReencryption } from "./re-encryption.ts";
import { createRetention } from "./remove-past.ts";

/** What the worker does for each job. */
export function createJobWork({
  db,
  pool,
  keys,
}: {
  db: Database;
  pool: Pool;
  keys: SecretKeys;
}): Record<JobName, JobWork> {
  return {
    cleanup: createCleanup({ db, pool }),
    retention: createRetention(pool),
    "re-encryption": createReencryption({ db, pool, keys }),
  };
}
