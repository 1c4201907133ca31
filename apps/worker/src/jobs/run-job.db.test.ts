import { createLogger } from "@understudy/runtime";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { failLostJobRuns, queueJobRun } from "../../../../packages/database/src/index.ts";
import { listJobRuns } from "../../../../packages/management/src/index.ts";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import type { JobWork } from "./job-work.ts";
import { createRunJob } from "./run-job.ts";

let installation: TestManagement;
beforeAll(async () => {
  installation = await openTestManagement();
});
afterAll(() => installation.close());
afterEach(() => installation.management.db.$executeRaw`truncate job_run`);

const nothing: JobWork = () => Promise.resolve({});
const never = new AbortController().signal;

async function queue(subjects: string[] = []): Promise<string> {
  const { db } = installation.management;
  const run = await queueJobRun(db, { job: "cleanup", trigger: "manual", startedBy: "admin", subjects });
  return run?.id ?? "";
}

/** Does the run with this as what cleanup does. */
const runWith = (work: JobWork, { aborted = never, runMsMax = 60_000 } = {}) => {
  const options = { owner: () => null, log: createLogger({ process: "worker", level: "silent" }), runMsMax };
  const task = createRunJob({
    ...{ ...options, db: installation.management.db },
    work: { cleanup: work, retention: nothing, "audit-sealing": nothing, "re-encryption": nothing },
  });
  return async (runId: string) => task({ runId }, aborted);
};

async function last() {
  const { management, admin } = installation;
  const { runs } = await listJobRuns(management, admin, { name: "cleanup", offset: 0, limit: 1 });
  return runs[0];
}

test("a run ends with what was done, and is not done again", async () => {
  const id = await queue(["team-a"]);
  let times = 0;
  const work = runWith(async ({ subjects, report }) => {
    times += 1;
    await report({ done: 1 });
    return Promise.resolve({ done: subjects.length });
  });
  await work(id);
  await work(id);
  expect(times).toBe(1);
  expect(await last()).toMatchObject({ id, state: "succeeded", counts: { done: 1 }, starts: 1, error: null });
});

test("what a job throws ends its run as failed, in words, and the next one may come", async () => {
  await runWith(() => Promise.reject(new Error("the disk is full")))(await queue());
  expect(await last()).toMatchObject({ state: "failed", error: "the disk is full" });
  expect(await queue()).not.toBe("");
});

test("a run that takes too long leaves the rest to the next one, and says so", async () => {
  const id = await queue();
  await runWith(({ isStopped }) => Promise.resolve({ done: isStopped() ? 3 : 0 }), { runMsMax: -1 })(id);
  expect(await last()).toMatchObject({ state: "succeeded", counts: { done: 3, unfinished: 1 } });
});

test("a worker that stops in the middle hands the run to another one", async () => {
  const id = await queue();
  const stopping = runWith(({ isStopped }) => Promise.resolve({ stopped: Number(isStopped()) }), {
    aborted: AbortSignal.abort(),
  });
  await expect(stopping(id)).rejects.toThrow(/another one goes on/);
  // Nobody lives who does it.
  expect(await last()).toMatchObject({ state: "interrupted", starts: 1, finishedAt: null });
  await runWith(nothing)(id);
  expect(await last()).toMatchObject({ state: "succeeded", starts: 2 });
});

test("a run over which workers die is not begun for ever", async () => {
  const id = await queue();
  const dying = runWith(nothing, {});
  await installation.management.db.jobRun.update({ where: { id }, data: { starts: 5, state: "running" } });
  await dying(id);
  expect(await last()).toMatchObject({ state: "failed", error: "5 workers died over it" });
});

test("a job that is not known any more fails its run", async () => {
  const id = await queue();
  await installation.management.db.jobRun.update({ where: { id }, data: { job: "gone" } });
  await runWith(nothing)(id);
  expect(await installation.management.db.jobRun.findUnique({ where: { id } })).toMatchObject({ state: "failed" });
});

test("a run whose queued job is there is left alone", async () => {
  await queue();
  expect(await failLostJobRuns(installation.management.db)).toBe(0);
  expect(await last()).toMatchObject({ state: "queued" });
});
