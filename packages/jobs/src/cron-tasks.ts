/** Tasks that run by the clock, with their schedule in UTC as graphile-worker's crontab writes it. They take no payload. */
export const cronTasks = {
  /** Removes sessions, and sign-ins that were never completed, once they have expired. */
  purge_expired_sessions: "17 * * * *",
  /** Removes links for choosing a password that have expired, and wrong guesses that are forgotten. */
  purge_sign_in_attempts: "*/10 * * * *",
  /** Removes deliveries and logged requests that their namespaces don't keep any longer. */
  remove_past: "*/5 * * * *",
  /** Does what cleanup policies and the settings of the trash say. */
  clean_up: "41 * * * *",
  /** Says in the log which licences end soon. */
  check_licences: "23 6 * * *",
  /** Removes answers that are kept for requests with an idempotency key, and their keys. */
  remove_idempotent_requests: "*/20 * * * *",
  /** Notes which event webhooks fail, and disables those that have failed for five days. */
  watch_event_webhooks: "*/10 * * * *",
} as const;

export type CronTask = keyof typeof cronTasks;
