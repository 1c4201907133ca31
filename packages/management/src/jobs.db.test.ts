import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, finishJobRun, openDatabase, startJobRun } from "../../database/src/index.ts";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import { listJobRuns, listJobs, runJob, runSchedules, setCleanupPolicy } from "./index.ts";
import { createWriteTurns } from "./write-turns.ts";

let installation: TestManagement;
/** What another worker has. */
let otherDb: Database;

beforeAll(async () => {
  installation = await openTestManagement();
  otherDb = openDatabase({ databaseUrl: installation.databaseUrl, connectionsMax: 2 });
});
afterAll(async () => {
  await otherDb.$disconnect();
  await installation.close();
});
beforeEach(async () => {
  const { db } = installation.management;
  await db.$executeRaw`truncate job_run, job_slot`;
  await db.$executeRaw`select graphile_worker.remove_job(key) from graphile_worker.jobs where key is not null`;
  await db.$executeRaw`update namespace set cleanup_policy = null`;
  entriesBefore = await db.auditEntry.count({ where: { operation: "job.run" } });
});

/** The trail is only ever added to: what a test finds in it is what came after this. */
let entriesBefore = 0;
/** A minute of the clock that the worker would look at. */
const tick = (time: string, db = installation.management.db) =>
  runSchedules({ ...installation.management, db, writeTurns: createWriteTurns() }, new Date(`2026-11-${time}:00Z`));
const runsOf = (name: string) =>
  listJobRuns(installation.management, installation.admin, { name, offset: 0, limit: 100 });
const cleanupSubjects = async () => (await runsOf("cleanup")).runs.map(({ subjects }) => subjects);
/** Does what is queued, as far as anybody can see. */
async function finishAll(): Promise<void> {
  const { db } = installation.management;
  for (const { id, job } of await db.jobRun.findMany({ where: { finishedAt: null } })) {
    await startJobRun(db, id, null);
    await finishJobRun(db, { id, job, error: null, counts: { done: 1 } });
  }
}
async function setSchedule(namespace: string, schedule: string): Promise<void> {
  await installation.management.db.namespace.upsert({
    where: { name: namespace },
    create: { name: namespace },
    update: {},
  });
  const policy = { enabled: true, retentionDays: 1, schedule };
  await setCleanupPolicy(installation.management, installation.admin, { namespace, scope: "namespace", policy });
}
const changes = () =>
  installation.management.db.auditEntry.findMany({
    where: { operation: "job.run" },
    orderBy: { id: "asc" },
    skip: entriesBefore,
  });

test("a slot starts a job once, however many workers look, and however often", async () => {
  expect(await tick("27T03:40")).toEqual([]);
  const both = await Promise.all([tick("27T03:41"), tick("27T03:41", otherDb)]);
  expect(both.flat()).toEqual(["cleanup"]);
  await finishAll();
  expect(await Promise.all([tick("27T03:41"), tick("27T03:44", otherDb)])).toEqual([[], []]);
  expect(await tick("27T03:45")).toEqual(["retention"]);
  expect(await cleanupSubjects()).toEqual([[""]]);
  expect(await changes()).toMatchObject([
    { authorKind: "job", authorName: "cleanup", resourceType: "job", resourceId: "cleanup", namespaceName: null },
    { authorName: "retention" },
  ]);
});

test("slots that were missed while no worker was there are made up for once", async () => {
  await tick("27T03:40");
  expect(await tick("27T06:50")).toEqual(["cleanup", "retention", "license-check", "audit-sealing"]);
  await finishAll();
  expect(await tick("27T06:51")).toEqual([]);
  expect((await runsOf("cleanup")).total).toBe(1);
  expect((await runsOf("retention")).total).toBe(1);
});

test("while a run is under way its slot stays due", async () => {
  await tick("27T03:40");
  await runJob(installation.management, installation.admin, "cleanup");
  expect(await tick("27T03:41")).toEqual([]);
  await finishAll();
  expect(await tick("27T03:43")).toEqual(["cleanup"]);
});

test("a namespace's own schedule counts from when it is first seen, by itself, and anew when it changes", async () => {
  await setSchedule("team-a", "0 4 * * *");
  await setSchedule("team-b", "41 3 * * *");
  await tick("27T03:40");
  expect(await tick("27T03:41")).toEqual(["cleanup"]);
  await finishAll();
  expect(await tick("27T03:59")).toEqual(["retention"]);
  await setSchedule("team-b", "30 3 * * *");
  await tick("27T04:00");
  await finishAll();
  expect(await cleanupSubjects()).toEqual([["team-a"], ["", "team-b"]]);
  await installation.management.db.namespace.update({ where: { name: "team-a" }, data: { cleanupPolicy: null } });
  await tick("28T03:30");
  expect((await cleanupSubjects())[0]).toEqual(["", "team-b"]);
});

test("a schedule that was kept before anybody looked at it is as if there were none", async () => {
  const cleanupPolicy = JSON.stringify({ enabled: true, retentionDays: 1, schedule: "whenever" });
  await installation.management.db.namespace.update({ where: { name: "sandbox" }, data: { cleanupPolicy } });
  await tick("27T03:40");
  expect(await tick("27T03:41")).toEqual(["cleanup"]);
  expect(await cleanupSubjects()).toEqual([[""]]);
});

test("a job is started by who may, once at a time, and the trail says by whom", async () => {
  const { management, admin } = installation;
  const run = await runJob(management, admin, "retention");
  expect(run).toMatchObject({ job: "retention", state: "queued", trigger: "manual", startedBy: "admin", subjects: [] });
  await expect(runJob(management, admin, "retention")).rejects.toMatchObject({ code: "conflict" });
  await finishAll();
  await runJob(management, admin, "retention");
  expect(await changes()).toMatchObject([{ authorKind: "user", authorName: "admin" }, { authorName: "admin" }]);

  await expect(runJob(management, admin, "nothing")).rejects.toMatchObject({ code: "not_found" });
  const support = { ...admin, systemRole: "support" as const };
  await expect(runJob(management, support, "retention")).rejects.toMatchObject({ code: "forbidden" });
  expect((await listJobs(management, support)).map(({ name }) => name)).toContain("retention");
  const member = await installation.createMember("somebody", { sandbox: "owner" });
  await expect(listJobs(management, member)).rejects.toMatchObject({ code: "forbidden" });
});

test("jobs say when they ran last, what came of it, and when they run next", async () => {
  const { management, admin } = installation;
  await runJob(management, admin, "cleanup");
  await finishAll();
  await setSchedule("team-c", "*/1 * * * *");
  const before = Date.now();
  const jobs = new Map((await listJobs(management, admin)).map((job) => [job.name, job]));
  const cleanup = jobs.get("cleanup");
  expect(cleanup).toMatchObject({ name: "cleanup", schedule: "41 * * * *", otherSchedules: 1 });
  expect(cleanup?.lastRun).toMatchObject({ state: "succeeded", counts: { done: 1 }, error: null });
  expect(cleanup?.nextRunAt?.getTime()).toBeGreaterThan(before);
  expect(cleanup?.nextRunAt?.getTime()).toBeLessThan(before + 121_000);
  expect(jobs.get("re-encryption")).toMatchObject({
    name: "re-encryption",
    schedule: null,
    lastRun: null,
    nextRunAt: null,
  });
});

test("a run that nothing works on any more has failed, and so the next one comes", async () => {
  const { management, admin } = installation;
  await runJob(management, admin, "cleanup");
  await management.db
    .$executeRaw`select graphile_worker.remove_job(key) from graphile_worker.jobs where key like 'run_job:%'`;
  await tick("27T03:40");
  expect((await runsOf("cleanup")).runs).toEqual([
    expect.objectContaining({ state: "failed", error: expect.stringMatching(/nothing works on it/) as unknown }),
  ]);
  await runJob(management, admin, "cleanup");
});

test("of each job the newest runs are kept", async () => {
  const { management, admin } = installation;
  await management.db.jobRun.createMany({
    data: Array.from({ length: 205 }, () => ({
      ...{ job: "cleanup", isScheduled: true, state: "succeeded" as const, finishedAt: new Date() },
    })),
  });
  const run = await runJob(management, admin, "cleanup");
  await finishAll();
  const { total, runs } = await runsOf("cleanup");
  expect(total).toBe(200);
  expect(runs[0]?.id).toBe(run.id);
});
