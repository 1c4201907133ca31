import type { SpanAttributes, Tracer } from "@understudy/runtime";
import type { JobWork } from "./jobs/job-work.ts";
import type { Tasks } from "./tasks.ts";

/** Not traced as a task: it does a run of a job, which has a span by the job's name. */
const untraced: keyof Tasks = "run_job";

/** As graphile-worker calls all of them. */
type Task = (...given: never[]) => Promise<void>;

/** Makes a span of each task that the queue runs, a trace of its own. One that throws, and is tried again, has failed. */
export function traceTasks(tasks: Tasks, tracer: Tracer | null): Tasks {
  if (tracer === null) return tasks;
  const traced = Object.entries<Task>(tasks).map(([name, task]) => {
    const inSpan: Task = (...given) => spanOf(tracer, { name, "understudy.task.name": name }, () => task(...given));
    return [name, name === untraced ? task : inSpan];
  });
  return Object.fromEntries(traced) as Tasks;
}

/** Makes a span of each run of a job, a trace of its own. */
export function traceJobs<Name extends string>(
  work: Record<Name, JobWork>,
  tracer: Tracer | null,
): Record<Name, JobWork> {
  if (tracer === null) return work;
  const traced = Object.entries<JobWork>(work).map(([name, job]) => {
    const inSpan: JobWork = (run) =>
      spanOf(tracer, { name: `job ${name}`, "understudy.job.name": name }, () => job(run));
    return [name, inSpan];
  });
  return Object.fromEntries(traced) as Record<Name, JobWork>;
}

/** What went wrong is in the log: a message may say more than a trace should. */
async function spanOf<Result>(
  tracer: Tracer,
  { name, ...attributes }: SpanAttributes & { name: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const span = tracer.start({ name, kind: "internal", parent: null, attributes });
  try {
    const result = await work();
    span.end({});
    return result;
  } catch (error) {
    span.end({ error: { type: error instanceof Error ? error.name : "Error" } });
    throw error;
  }
}
