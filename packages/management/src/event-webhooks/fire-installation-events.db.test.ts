import { adminEventOperations, AdminWebhookInputSchema, installationScope } from "@understudy/domain";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";
import { createIssuer } from "../../../../test/licences.ts";
import { runJob } from "../jobs/run-job.ts";
import { runSchedules } from "../jobs/run-schedules.ts";
import { activateLicence } from "../licences/activate-licence.ts";
import { changeLicence } from "../licences/change-licence.ts";
import { deleteLicence } from "../licences/delete-licence.ts";
import { saveEventWebhooks } from "./save-event-webhook.ts";

const issuer = createIssuer();
let installation: BackedUpInstallation;

beforeAll(async () => {
  installation = await openInstallation({ licensing: { isRequired: false, publicKey: issuer.publicKey } });
  const { management, admin } = installation;
  for (const operation of adminEventOperations) {
    const input = AdminWebhookInputSchema.parse({ operation, url: "http://receiver.example/events" });
    await saveEventWebhooks(management, admin, { scope: installationScope, input });
  }
});
afterAll(() => installation.close());

/** What is to be sent since the last look, in order. */
async function takeFired(): Promise<(string | null)[]> {
  const { delivery } = installation.management.db;
  const rows = await delivery.findMany({ where: { state: "pending" }, orderBy: { id: "asc" } });
  await delivery.deleteMany();
  return rows.map(({ operation }) => operation);
}

it("licences fire when they come, change and go", async () => {
  const { management, admin } = installation;
  await activateLicence(management, admin, issuer.issue({ id: "one" }));
  expect(await takeFired()).toEqual(["license.create"]);
  await changeLicence(management, admin, { id: "one", change: { enabled: false } });
  expect(await takeFired()).toEqual(["license.update"]);
  await deleteLicence(management, admin, "one");
  expect(await takeFired()).toEqual(["license.delete"]);
});

it("a job fires once a run, whether somebody or its schedule starts it", async () => {
  const { management, admin } = installation;
  await runJob(management, admin, "retention");
  expect(await takeFired()).toEqual(["job.run"]);
  // A schedule counts from when it is first seen.
  await runSchedules(management, new Date("2031-01-02T03:40:00Z"));
  const queued = await runSchedules(management, new Date("2031-01-02T03:41:00Z"));
  expect(queued).toContain("cleanup");
  expect(await takeFired()).toEqual(queued.map(() => "job.run"));
});

it("a backup fires when it is made, a restore when it is done: by what it brought back, and a trial not", async () => {
  const { id } = await installation.backUp();
  expect(await takeFired()).toEqual(["backup.create"]);
  expect(await installation.restore(id, { isDryRun: true })).toMatchObject({ status: "completed" });
  expect(await takeFired()).toEqual([]);
  expect(await installation.restore(id)).toMatchObject({ status: "completed" });
  expect(await takeFired()).toEqual(["backup.restore"]);
});
