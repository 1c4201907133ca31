import {
  type Database,
  deleteExpiredAccountLinks,
  deleteExpiredPendingSignIns,
  deleteExpiredSessions,
  type Pool,
  removeIdempotentRequests,
  trimThrottle,
} from "@understudy/database";
import type { CronTask, mailAccountLinkTask, makeBackupTask, restoreBackupTask, runJobTask } from "@understudy/jobs";
import { disableFailingWebhooks, type Management, runSchedules } from "@understudy/management";
import type { Logger } from "@understudy/runtime";
import type { BackupTasks } from "./backup-tasks.ts";

export interface TaskOptions {
  db: Database;
  pool: Pool;
  log: Logger;
  /** What use cases take that jobs run. */
  management: Pick<Management, "db" | "sealing" | "guard" | "writeTurns">;
  /** Mails the link that a job of this payload asks for. */
  mailAccountLink: (payload: unknown) => Promise<void>;
  /** Does a run of a job; when it is aborted, it leaves the rest to another worker. */
  runJob: (payload: unknown, aborted: AbortSignal) => Promise<void>;
  backups: BackupTasks;
}

/** By which earlier versions woke the workers. What one that is still there asks for is done already. */
const earlierTask = "deliver_due";

export type Tasks = Record<CronTask | typeof earlierTask, () => Promise<void>> &
  Record<
    typeof mailAccountLinkTask | typeof makeBackupTask | typeof restoreBackupTask,
    (payload: unknown) => Promise<void>
  > &
  Record<typeof runJobTask, (payload: unknown, helpers: { abortSignal: AbortSignal }) => Promise<void>>;

/** What the worker does for each kind of job. */
export function createTasks(options: TaskOptions): Tasks {
  const { db, pool, log, management, mailAccountLink, runJob } = options;
  return {
    mail_account_link: mailAccountLink,
    make_backup: options.backups.make,
    restore_backup: options.backups.restore,
    remove_old_backups: options.backups.removeOld,
    run_job: (payload, { abortSignal }) => runJob(payload, abortSignal),
    async run_schedules() {
      const queued = await runSchedules(management, new Date());
      if (queued.length > 0) log.info({ event: "jobs.queued", jobs: queued }, "Jobs are due");
    },
    [earlierTask]: () => Promise.resolve(),
    async purge_sign_in_attempts() {
      const links = await deleteExpiredAccountLinks(db, new Date());
      const attempts = await trimThrottle(db);
      log.info(
        { event: "sign_in_attempts.purged", links, attempts },
        "Expired links and forgotten guesses are removed",
      );
    },
    async remove_idempotent_requests() {
      const count = await removeIdempotentRequests(pool);
      log.info({ event: "idempotent_requests.removed", count }, "Answers that are kept no longer are removed");
    },
    async watch_event_webhooks() {
      for (const { namespace, id, disabledReason } of await disableFailingWebhooks(management, new Date())) {
        log.warn(
          { event: "event_webhook.disabled", namespace, webhookId: id, reason: disabledReason },
          "An event webhook is disabled",
        );
      }
    },
    async purge_expired_sessions() {
      const now = new Date();
      const count = (await deleteExpiredSessions(db, now)) + (await deleteExpiredPendingSignIns(db, now));
      log.info({ event: "sessions.purged", count }, "Expired sessions are removed");
    },
  };
}
