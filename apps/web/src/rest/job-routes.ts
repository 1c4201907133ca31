import { createRoute, z } from "@hono/zod-openapi";
import { type JobRun, jobRunStates, jobTriggers } from "@understudy/domain";
import { listJobRuns, listJobs, runJob } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, PageQuerySchema } from "./schemas.ts";

/** Times are ISO 8601 with milliseconds, in UTC. */
const JobRunSchema = z
  .object({
    id: z.string(),
    job: z.string(),
    state: z.enum(jobRunStates).describe("interrupted: the worker that did it has died; another one begins it again"),
    trigger: z.enum(jobTriggers),
    startedBy: z.string().nullable().describe("Login of who started it; null: a schedule did"),
    subjects: z
      .array(z.string())
      .describe(
        "Whose schedules were due, such as namespaces; an empty text: the job's own. Empty: it is for everything",
      ),
    queuedAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    durationMs: z.int().nullable().describe("From its start to its end, or until now"),
    starts: z.int().describe("How often a worker began it: more than once when one died over it"),
    error: z.string().nullable(),
    counts: z.record(z.string(), z.number()).describe("What it has done so far; unfinished: the next run goes on"),
  })
  .openapi("JobRun");

const JobSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    schedule: z.string().nullable().describe("A crontab's five fields, in UTC; null: it is due when others say so"),
    otherSchedules: z.int().describe("How many others say when it is due, such as namespaces"),
    nextRunAt: z.string().nullable(),
    lastRun: JobRunSchema.nullable(),
  })
  .openapi("Job");

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/jobs",
  operationId: "listJobs",
  summary: "The jobs of the installation: when each ran last, what came of it, and when it runs next",
  responses: {
    200: {
      description: "All of them",
      content: json(z.object({ jobs: z.array(JobSchema), items: z.array(JobSchema), total: z.int() })),
    },
    ...errorAnswers,
  },
});

const NameSchema = z.object({ name: z.string().openapi({ example: "retention" }) });

const listRunsRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/jobs/{name}/runs",
  operationId: "listJobRuns",
  summary: "What became of a job: its newest 200 runs, the last first",
  request: {
    params: NameSchema,
    query: PageQuerySchema.extend({ cursor: cursorOf(z.uuid("must be the nextCursor of another page")) }),
  },
  responses: {
    200: {
      description: "A page of them",
      content: json(
        z.object({
          runs: z.array(JobRunSchema),
          items: z.array(JobRunSchema),
          ...{ total: z.int(), offset: z.int(), limit: z.int() },
          ...nextCursorKey,
        }),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const runRoute = createRoute({
  method: "post",
  path: "/api/v1/admin/jobs/{name}/run",
  operationId: "runJob",
  summary: "Start a job now, for everything that it is for; 409 while a run of it is queued or under way",
  request: { params: NameSchema },
  responses: { 200: { description: "The run, for a worker to do", content: json(JobRunSchema) }, ...errorAnswers },
});

/** Jobs of the installation (contract, Decided 21). */
export function registerJobRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const found = await listJobs(getManagement(), context.var.actor);
    const jobs = found.map(({ nextRunAt, lastRun, ...job }) => ({
      ...job,
      nextRunAt: nextRunAt?.toISOString() ?? null,
      lastRun: lastRun && toWireJobRun(lastRun),
    }));
    return context.json({ jobs, items: jobs, total: jobs.length }, 200);
  });

  app.openapi(listRunsRoute, async (context) => {
    const { cursor, ...page } = context.req.valid("query");
    const request = { ...toListPage({ ...page, cursor }), name: context.req.valid("param").name };
    const { runs, total, next } = await listJobRuns(getManagement(), context.var.actor, request);
    const items = runs.map(toWireJobRun);
    linkNextPage(context, next);
    return context.json({ runs: items, items, total, ...page, nextCursor: next }, 200);
  });

  app.openapi(runRoute, async (context) => {
    const run = await runJob(getManagement(), context.var.actor, context.req.valid("param").name);
    return context.json(toWireJobRun(run), 200);
  });
}

function toWireJobRun(run: JobRun): z.infer<typeof JobRunSchema> {
  const { queuedAt, startedAt, finishedAt } = run;
  return {
    ...run,
    subjects: [...run.subjects],
    counts: { ...run.counts },
    queuedAt: queuedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    durationMs: startedAt && Math.max(0, (finishedAt ?? new Date()).getTime() - startedAt.getTime()),
  };
}
