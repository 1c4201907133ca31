import { afterAll, beforeAll, expect, test } from "vitest";
import {
  activateLicence,
  closeManagement,
  deleteLicence,
  getLicenceUsage,
  type Management,
} from "../../../packages/management/src/index.ts";
import { createIssuer } from "../../../test/licences.ts";
import { openManagementOn } from "../../../test/management.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

/** What licences allow in a day, as callers of stubs meet it. No worker runs: what is enqueued stays. */
const issuer = createIssuer();
let resolver: TestResolver;
let management: Management;

beforeAll(async () => {
  resolver = await startTestResolver({ LICENSE_PUBLIC_KEY: issuer.publicKey });
  management = openManagementOn(resolver.database.url, {
    licensing: { isRequired: false, publicKey: issuer.publicKey },
  });
  await resolver.save({
    ...{ id: "pays", http: { route: "/pays", httpMethod: "POST" } },
    webhooks: [{ url: "http://example.com/hook" }],
  });
  await resolver.save({ id: "plain", http: { route: "/plain" }, response: { payload: "fine" } });
});

afterAll(async () => {
  await closeManagement(management);
  await resolver.stop();
});

const pay = () => resolver.call("/stubs/sandbox/pays", { method: "POST" });
const activate = (id: string, deliveriesPerDay: number) =>
  activateLicence(management, resolver.admin, issuer.issue({ id, limits: { deliveriesPerDay } }));
const deliveries = () => management.db.delivery.count();
const counted = async () => (await getLicenceUsage(management, resolver.admin)).deliveriesPerDay;

test("a call beyond the day's deliveries is answered 429 and leaves nothing; others go on; a changed licence counts", async () => {
  expect((await pay()).status).toBe(200);
  await expect.poll(counted).toBe(1);
  // One of this issuer counts, one of another does not.
  await activate("small", 3);
  await management.db.licence.create({
    data: {
      ...{ id: "foreign", key: "sealed", keyEnding: "x", issuer: createIssuer().publicKey, type: "trial" },
      ...{ licensee: "x", issuedAt: new Date(), expiresAt: new Date("2100-01-01"), deliveriesPerDayMax: 1_000 },
      ...{ features: [], activatedBy: "nobody" },
    },
  });
  // The resolver is told right after the commit; a call may come before.
  await expect.poll(async () => (await pay()).status, { interval: 5 }).toBe(429);
  const made = await deliveries();
  const answer = await pay();
  expect(answer.status).toBe(429);
  expect(await answer.json()).toMatchObject({
    code: "rate_limit",
    error: expect.stringMatching(/license limit reached: .*3 deliveries a day/) as string,
  });
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await deliveries()).toBe(made);
  expect((await resolver.call("/stubs/sandbox/plain")).status).toBe(200);

  await activate("more", made - 2);
  await expect.poll(async () => (await pay()).status).toBe(200);
  await expect.poll(async () => (await pay()).status).toBe(429);
  await deleteLicence(management, resolver.admin, "small");
  await deleteLicence(management, resolver.admin, "more");
  await expect.poll(async () => (await pay()).status).toBe(200);
});

test("what was counted is told when the resolver stops", async () => {
  const before = await deliveries();
  await Promise.all(Array.from({ length: 5 }, pay));
  const made = await deliveries();
  expect(made).toBe(before + 5);
  process.kill(resolver.pid, "SIGTERM");
  await expect.poll(counted).toBe(made);
});
