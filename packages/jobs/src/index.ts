// Names of background jobs. It must not know what they do, nor how they are run.
export { type CronTask, cronTasks } from "./cron-tasks.ts";
export { deliverDueTask } from "./deliver-due.ts";
