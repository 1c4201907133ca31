/** Tasks that run by the clock, with their schedule in UTC as graphile-worker's crontab writes it. They take no payload. */
export const cronTasks = {
  /** Removes sessions that have expired. */
  purge_expired_sessions: "17 * * * *",
} as const;

export type CronTask = keyof typeof cronTasks;
