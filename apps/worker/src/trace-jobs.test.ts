import type { SpanEnd, Tracer } from "@understudy/runtime";
import { expect, test, vi } from "vitest";
import type { JobRunContext } from "./jobs/job-work.ts";
import type { Tasks } from "./tasks.ts";
import { traceJobs, traceTasks } from "./trace-jobs.ts";

function createTracer() {
  const end = vi.fn<(end: SpanEnd) => void>();
  const start = vi.fn<Tracer["start"]>(() => ({ context: { traceparent: "" }, end }));
  return { tracer: { start }, end, names: () => start.mock.calls.map(([{ name }]) => name) };
}

const run = {} as JobRunContext;
const tasks = (work: () => Promise<void>) =>
  ({ run_job: work, purge_expired_sessions: work, mail_account_link: work }) as unknown as Tasks;

test("a run of a job is a span by its name, and has its result", async () => {
  const { tracer, end, names } = createTracer();
  const work = traceJobs({ backup: () => Promise.resolve({ done: 3 }) }, tracer);
  expect(await work.backup(run)).toEqual({ done: 3 });
  expect(names()).toEqual(["job backup"]);
  expect(end).toHaveBeenCalledWith({});
});

test("one that throws has failed, and throws all the same; what it says stays in the log", async () => {
  const { tracer, end } = createTracer();
  const failing = traceJobs({ backup: () => Promise.reject(new TypeError("planted")) }, tracer);
  await expect(failing.backup(run)).rejects.toThrow("planted");
  expect(end).toHaveBeenCalledWith({ error: { type: "TypeError" } });
});

test("tasks are spans, but for the one whose work has a span of its own", async () => {
  const { tracer, names } = createTracer();
  const work = vi.fn(() => Promise.resolve());
  const traced = traceTasks(tasks(work), tracer);
  for (const task of Object.values(traced) as (() => Promise<void>)[]) await task();
  expect(work).toHaveBeenCalledTimes(3);
  expect(names()).toEqual(["purge_expired_sessions", "mail_account_link"]);
});

test("nothing stands in between where nobody wants traces", () => {
  const given = tasks(() => Promise.resolve());
  expect(traceTasks(given, null)).toBe(given);
  const work = { backup: () => Promise.resolve({}) };
  expect(traceJobs(work, null)).toBe(work);
});
