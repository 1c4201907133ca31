import { forgetPreviousKey, type Database, type Pool, resealColumn, sealedColumns } from "@understudy/database";
import { deriveFingerprints, deriveReseal, type SecretKeys } from "@understudy/runtime";
import type { JobWork } from "./job-work.ts";

/** A pass finds what others wrote behind the one before. */
const passesMax = 10;

/**
 * Seals anew what SECRET_KEY_PREVIOUS sealed, until a pass finds nothing more: from then on the installation starts without it. What was done
 * stays done when a run ends early.
 */
export function createReencryption({ db, pool, keys }: { db: Database; pool: Pool; keys: SecretKeys }): JobWork {
  return async ({ isStopped, report }) => {
    const counts = { looked: 0, sealedAnew: 0, passes: 0 };
    const reseal = deriveReseal(keys);
    while (counts.passes < passesMax && !isStopped()) {
      counts.passes += 1;
      let left = 0;
      for (const column of sealedColumns) {
        const onBatch = async (rows: number): Promise<void> => {
          counts.looked += rows;
          await report(counts);
        };
        const { changed, missed } = await resealColumn(pool, column, { reseal, isStopped, onBatch });
        counts.sealedAnew += changed;
        left += changed + missed;
      }
      if (left > 0 || isStopped()) continue;
      const { previousKeyFingerprint } = deriveFingerprints(keys);
      if (previousKeyFingerprint !== null) await forgetPreviousKey(db, previousKeyFingerprint);
      return counts;
    }
    return counts;
  };
}
