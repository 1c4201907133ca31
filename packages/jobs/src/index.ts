// Names of background jobs, and their payloads. It must not know what they do, nor how they are run.
export { BackupJobSchema, backupQueue, makeBackupTask, RestoreJobSchema, restoreBackupTask } from "./backups.ts";
export { type CronTask, cronTasks } from "./cron-tasks.ts";
export { isJobName, type JobDefinition, jobDefinitions, type JobName, jobNames } from "./job-definition.ts";
export { type MailAccountLink, MailAccountLinkSchema, mailAccountLinkTask } from "./mail-account-link.ts";
export { runJobKey, RunJobSchema, runJobTask } from "./run-job.ts";
export { findLastSlot, findNextSlot, findScheduleProblem } from "./schedule.ts";
