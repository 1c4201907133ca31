import { type Database, removeDeliveryDays } from "@understudy/database";
import { expiryNoticeDays } from "@understudy/domain";
import { type LicenceReader, readLicencesEnding } from "@understudy/management";
import type { Logger } from "@understudy/runtime";
import type { JobWork } from "./job-work.ts";

const dayMs = 86_400_000;
/** What was delivered on a day is known for so long. */
const keptDays = 400;

/** Says in the log which licences end soon, or have ended, and forgets how much was delivered on days long past. */
export function createLicenceCheck({ db, log, ...reader }: LicenceReader & { db: Database; log: Logger }): JobWork {
  return async ({ now }) => {
    const counts = { ending: 0, ended: 0 };
    for (const { daysLeft, ...licence } of await readLicencesEnding(reader, db, {
      now,
      withinDays: expiryNoticeDays,
    })) {
      const fields = { licenceId: licence.id, licensee: licence.licensee, type: licence.type, daysLeft };
      if (daysLeft > 0) log.warn({ event: "licence.expiring", ...fields }, "A licence ends soon");
      else log.warn({ event: "licence.expired", ...fields }, "A licence has ended and counts no more");
      counts[daysLeft > 0 ? "ending" : "ended"] += 1;
    }
    await removeDeliveryDays(db, new Date(now.getTime() - keptDays * dayMs));
    return counts;
  };
}
