import { afterAll, beforeAll, expect, test } from "vitest";
import { activateLicence, changeLicence } from "../../../../packages/management/src/index.ts";
import { createIssuer } from "../../../../test/licences.ts";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { createLicenceCheck } from "./check-licences.ts";

const issuer = createIssuer();
const licensing = { isRequired: false, publicKey: issuer.publicKey };
const dayMs = 86_400_000;
let installation: TestManagement;

beforeAll(async () => {
  installation = await openTestManagement(licensing);
});
afterAll(() => installation.close());

const inDays = (days: number) => new Date(Date.now() + days * dayMs);

/** What the job says so many days from now. */
async function runIn(days: number): Promise<string[]> {
  const said: string[] = [];
  const warn = (fields: { event: string; licenceId: string; daysLeft: number }) =>
    said.push(`${fields.event} ${fields.licenceId} ${fields.daysLeft}`);
  const { db, sealing } = installation.management;
  const check = createLicenceCheck({ db, sealing, licensing, log: { warn } as never });
  await check({ subjects: [], now: inDays(days), isStopped: () => false, report: () => Promise.resolve() });
  return said;
}

test("says which licences end within 30 days or have ended, every day, and not of those that are switched off", async () => {
  const activate = (id: string, days: number) =>
    activateLicence(installation.management, installation.admin, issuer.issue({ id, expiresAt: inDays(days - 0.5) }));
  await activate("brief", 20);
  await activate("long", 100);
  await activate("off", 10);
  await changeLicence(installation.management, installation.admin, { id: "off", change: { enabled: false } });
  expect(await runIn(0)).toEqual(["licence.expiring brief 20"]);
  expect(await runIn(19)).toEqual(["licence.expiring brief 1"]);
  expect(await runIn(80)).toEqual(["licence.expired brief 0", "licence.expiring long 20"]);
});

test("forgets how much was delivered on days long past", async () => {
  const { deliveryDay } = installation.management.db;
  await deliveryDay.createMany({ data: [-500, -300, 0].map((days) => ({ day: inDays(days), count: 1n })) });
  await runIn(0);
  expect(await deliveryDay.count()).toBe(2);
});
