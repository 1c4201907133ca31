import { writeFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { connectToEmbeddedDatabase } from "../test/embedded-database.ts";
import { type CrashInstallation, openCrashInstallation } from "./crash-installation.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Jobs over HTTP, on a worker that may die. */
let installation: CrashInstallation;
let client: RestClient;

test.beforeAll(async () => {
  installation = await openCrashInstallation();
  client = createRestClient((await installation.start()).url);
});
test.afterAll(() => installation.end());

const jobs = "/api/v1/admin/jobs";

interface Run {
  id: string;
  state: string;
  trigger: string;
  startedBy: string | null;
  subjects: string[];
  starts: number;
  durationMs: number | null;
  counts: Record<string, number>;
}

async function runsOf(name: string): Promise<Run[]> {
  const answer = await client.call("GET", `${jobs}/${name}/runs?limit=50`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body["runs"] as Run[];
}

/** The run, when it has ended. */
async function awaitEnd(name: string, id: string): Promise<Run | undefined> {
  const find = async () => (await runsOf(name)).find((run) => run.id === id);
  await expect.poll(async () => (await find())?.state, { timeout: 60_000 }).toMatch(/succeeded|failed/);
  return find();
}

test("a job is started, refused while it is under way, and found in its history with what it did", async () => {
  const before = await client.call("GET", jobs);
  const names = (before.body["jobs"] as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["cleanup", "retention", "re-encryption"]));

  const started = await client.call("POST", `${jobs}/retention/run`);
  expect(started.status, started.text).toBe(200);
  expect(started.body).toMatchObject({ job: "retention", trigger: "manual", startedBy: "admin", subjects: [] });
  const run = await awaitEnd("retention", String(started.body["id"]));
  expect(run).toMatchObject({ state: "succeeded", starts: 1, counts: { deliveries: 0 }, error: null });
  expect(run?.durationMs).toBeGreaterThanOrEqual(0);

  const { jobs: after } = (await client.call("GET", jobs)).body as { jobs: { name: string; lastRun: Run }[] };
  expect(after.find(({ name }) => name === "retention")?.lastRun).toMatchObject({ id: run?.id, state: "succeeded" });
  const page = await client.call("GET", `${jobs}/retention/runs?limit=1&offset=1000`);
  expect(page.body).toMatchObject({ runs: [], items: [], limit: 1, offset: 1000 });

  for (const [method, path] of [
    ["GET", `${jobs}/nothing/runs`],
    ["POST", `${jobs}/nothing/run`],
  ] as const) {
    expect((await client.call(method, path)).body).toMatchObject({ code: "not_found" });
  }
  expect((await client.call("GET", `${jobs}/retention/runs?limit=many`)).status).toBe(400);
});

test("a worker that dies in the middle of a run leaves nothing that runs for ever", async () => {
  await writeFile(installation.failpointFile, "in-job");
  const started = await client.call("POST", `${jobs}/cleanup/run`);
  expect(started.status, started.text).toBe(200);
  const again = await client.call("POST", `${jobs}/cleanup/run`);
  expect(again.status).toBe(409);
  const run = await awaitEnd("cleanup", String(started.body["id"]));
  expect(run).toMatchObject({ state: "succeeded", starts: 2 });
});

test("a namespace's schedule is checked at its path, and starts its cleanup by the clock", async () => {
  const policy = "/api/v1/namespaces/sandbox/cleanup-policy";
  const bad = await client.call("PUT", policy, { body: { enabled: true, retentionDays: 1, schedule: "61 * * * *" } });
  expect(bad.status).toBe(400);
  expect(bad.body["problems"]).toMatchObject([{ path: "$.schedule" }]);

  const good = await client.call("PUT", policy, { body: { enabled: true, retentionDays: 1, schedule: "* * * * *" } });
  expect(good.status, good.text).toBe(200);
  expect(good.body).toMatchObject({ schedule: "* * * * *", cleanupSchedule: "* * * * *" });
  // It counts from the minute in which it is first seen: the one after starts it.
  const own = async () => (await runsOf("cleanup")).filter(({ subjects }) => subjects.includes("sandbox"));
  await expect.poll(async () => (await own()).length, { timeout: 150_000, intervals: [500] }).toBeGreaterThan(0);
  const [run] = (await own()).slice(-1);
  expect(run).toMatchObject({ trigger: "scheduled", startedBy: null });

  const database = await connectToEmbeddedDatabase(installation.dataDir);
  try {
    const { rows } = await database.query(
      "select author_kind, author_name from audit_entry where operation = 'job.run' and after::json->>'runId' = $1",
      [run?.id],
    );
    expect(rows).toEqual([{ author_kind: "job", author_name: "cleanup" }]);
  } finally {
    await database.end();
  }
});
