import { type Database, enqueueScheduledBackup, listBackupSchedules } from "@understudy/database";
import type { JobWork } from "./job-work.ts";

/** Begins the backups of the configurations that are due, or of all that are enabled; each is made after the other, and says itself what came of it. */
export function createBackupBegin({ db }: { db: Database }): JobWork {
  return async ({ subjects }) => {
    const due = subjects.length > 0 ? subjects : (await listBackupSchedules(db)).map(({ id }) => id);
    let begun = 0;
    for (const id of due) {
      // A configuration may be gone or switched off by now, or its last backup not made yet.
      if ((await db.$transaction((tx) => enqueueScheduledBackup(tx, id))) !== null) begun += 1;
    }
    return { begun };
  };
}
