import { type Database, deleteExpiredPendingSignIns, deleteExpiredSessions, type Pool } from "@understudy/database";
import type { CronTask, deliverDueTask } from "@understudy/jobs";
import type { Logger } from "@understudy/runtime";
import { cleanUp } from "./clean-up.ts";
import { removePasts } from "./remove-past.ts";

export interface TaskOptions {
  db: Database;
  pool: Pool;
  log: Logger;
  /** Hands over to the sending of deliveries, and returns at once: a job must not stay open while a target hangs. */
  deliverDue: () => void;
}

/** What the worker does for each kind of job. */
export function createTasks({
  db,
  pool,
  log,
  deliverDue,
}: TaskOptions): Record<CronTask | typeof deliverDueTask, () => Promise<void>> {
  return {
    async deliver_due() {
      deliverDue();
      return Promise.resolve();
    },
    remove_past: () => removePasts(pool, log),
    clean_up: () => cleanUp({ db, pool, log }, new Date()),
    async purge_expired_sessions() {
      const now = new Date();
      const count = (await deleteExpiredSessions(db, now)) + (await deleteExpiredPendingSignIns(db, now));
      log.info({ event: "sessions.purged", count }, "Expired sessions are removed");
    },
  };
}
