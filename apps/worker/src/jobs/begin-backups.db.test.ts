import { afterAll, beforeAll, expect, test } from "vitest";
import { BackupConfigInputSchema } from "../../../../packages/domain/src/index.ts";
import { createBackupConfig, runSchedules } from "../../../../packages/management/src/index.ts";
import { type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";
import { createBackupBegin } from "./begin-backups.ts";

let installation: BackedUpInstallation;
beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(() => installation.close());

async function configure(input: object): Promise<string> {
  const { management, admin } = installation;
  const parsed = BackupConfigInputSchema.parse({ name: "some", schedule: "30 3 * * *", ...input });
  return (await createBackupConfig(management, admin, parsed)).id;
}

const run = (subjects: readonly string[]) =>
  createBackupBegin(installation.management)({
    ...{ subjects, now: new Date(), isStopped: () => false, report: () => Promise.resolve() },
  });

test("a configuration's schedule starts the job for it; started by hand, it is for all that are switched on", async () => {
  const { management } = installation;
  const nightly = await configure({});
  const hourly = await configure({ schedule: "10 * * * *" });
  await configure({ enabled: false });
  expect(await runSchedules(management, new Date("2030-01-02T03:29:00Z"))).not.toContain("backup");
  expect(await runSchedules(management, new Date("2030-01-02T03:30:00Z"))).toContain("backup");
  const queued = await management.db.jobRun.findFirstOrThrow({ where: { job: "backup" } });
  expect(queued.subjects).toEqual([nightly]);

  expect(await run(queued.subjects)).toEqual({ begun: 1 });
  // The nightly one is being made.
  expect(await run([])).toEqual({ begun: 1 });
  const backups = await management.db.backup.findMany({ select: { configId: true, status: true } });
  expect(backups).toEqual(
    expect.arrayContaining([nightly, hourly].map((configId) => ({ configId, status: "in_progress" }))),
  );
  expect(backups).toHaveLength(2);
});
