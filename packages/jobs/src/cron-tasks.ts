/** Tasks that run by the clock, with their schedule in UTC as graphile-worker's crontab writes it. They take no payload. */
export const cronTasks = {
  /** Removes sessions, and sign-ins that were never completed, once they have expired. */
  purge_expired_sessions: "17 * * * *",
  /** Removes links for choosing a password that have expired, and wrong guesses that are forgotten. */
  purge_sign_in_attempts: "*/10 * * * *",
  /** Starts the jobs that are due by their schedules (job-definition.ts), and ends runs that nothing works on any more. */
  run_schedules: "* * * * *",
  /** Removes answers that are kept for requests with an idempotency key, and their keys. */
  remove_idempotent_requests: "*/20 * * * *",
  /** Notes which event webhooks fail, and disables those that have failed for five days. */
  watch_event_webhooks: "*/10 * * * *",
  /** Removes backups that their configs keep no longer. */
  remove_old_backups: "23 * * * *",
} as const;

export type CronTask = keyof typeof cronTasks;
