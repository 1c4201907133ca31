import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { cronTasks } from "@understudy/jobs";
import type { Logger } from "@understudy/runtime";
import { Logger as GraphileLogger, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";

/** Jobs that this process works on at the same time; runs of jobs that take minutes leave room for what takes moments. */
const concurrency = 8;
const retryDelayMs = 2_000;
/** Jobs that are due later are looked for this often; those due now are notified. */
const pollIntervalMs = 1_000;

export interface JobRunnerOptions {
  databaseUrl: string;
  log: Logger;
  tasks: TaskList;
  /** Is told the id under which this runner locks jobs. */
  onPool: (poolId: string) => void;
}

/**
 * Runs background jobs until it is stopped. graphile-worker gives up when the database is away for long;
 * here it is started again until it stands.
 */
export function startJobRunner(options: JobRunnerOptions): { stop: () => Promise<void> } {
  const { log } = options;
  let runner: Runner | undefined;
  let isStopping = false;

  const keepRunning = async (): Promise<void> => {
    while (!isStopping) {
      try {
        runner = await startRunner(options);
        log.info({ event: "jobs.running" }, "Jobs are running");
        await runner.promise;
      } catch (error) {
        log.warn({ event: "jobs.interrupted", error: String(error) }, "Jobs are interrupted; trying again");
      }
      if (!isStopping) await sleep(retryDelayMs);
    }
  };
  const ended = keepRunning();
  return {
    async stop() {
      isStopping = true;
      await runner?.stop().catch(() => undefined);
      await ended;
    },
  };
}

function startRunner({ databaseUrl, log, tasks, onPool }: JobRunnerOptions): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => onPool(workerPool.id));
  const crontab = Object.entries(cronTasks).map(([task, schedule]) => `${schedule} ${task}`);
  return run({
    connectionString: databaseUrl,
    concurrency,
    taskList: tasks,
    crontab: crontab.join("\n"),
    // Signals are the process's business (runProcess).
    noHandleSignals: true,
    pollInterval: pollIntervalMs,
    events,
    logger: new GraphileLogger(() => (level, message) => {
      if (level === "error") log.error({ event: "jobs.error" }, message);
      else log.debug({ event: "jobs.log" }, message);
    }),
  });
}
