import { type Database, deleteExpiredSessions } from "@understudy/database";
import type { CronTask } from "@understudy/jobs";
import type { Logger } from "@understudy/runtime";

/** What the worker does for each kind of job. */
export function createTasks({ db, log }: { db: Database; log: Logger }): Record<CronTask, () => Promise<void>> {
  return {
    async purge_expired_sessions() {
      const count = await deleteExpiredSessions(db, new Date());
      log.info({ event: "sessions.purged", count }, "Expired sessions are removed");
    },
  };
}
