import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createIssuer } from "../../../test/licences.ts";
import { openManagementOn, openTestManagement, type TestManagement } from "../../../test/management.ts";
import {
  activateLicence,
  changeLicence,
  closeManagement,
  deleteLicence,
  getLicenceStanding,
  listLicences,
} from "./index.ts";

const issuer = createIssuer();
const dayMs = 86_400_000;
let test: TestManagement;

beforeAll(async () => {
  test = await openTestManagement({ isRequired: false, publicKey: issuer.publicKey });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.management.db.licence.deleteMany();
  entriesBefore = await test.management.db.auditEntry.count();
});

/** The trail is only ever added to: what a test finds in it is what came after this. */
let entriesBefore = 0;
const activate = (key: string) => activateLicence(test.management, test.admin, key);
const change = (id: string, given: Parameters<typeof changeLicence>[2]["change"]) =>
  changeLicence(test.management, test.admin, { id, change: given });
const standing = () => getLicenceStanding(test.management, test.admin);
const inDays = (days: number) => new Date(Date.now() + days * dayMs);

describe("a licence", () => {
  it("counts from its activation to its deletion, and says nothing of its key", async () => {
    const key = issuer.issue({ id: "one", type: "enterprise", limits: { mocks: 9, users: 2 }, features: ["ai"] });
    expect(await standing()).toMatchObject({ isActive: false, type: null, limits: { mocks: null } });
    const licence = await activate(key);
    expect(licence).toMatchObject({ id: "one", status: "active", keyEnding: key.slice(-6), activatedBy: "admin" });
    expect(JSON.stringify(licence)).not.toContain(key.slice(-12, -6));
    expect(await standing()).toMatchObject({
      ...{ isActive: true, type: "enterprise", features: ["ai"], expiring: [] },
      limits: { mocks: 9, users: 2, namespaces: null, deliveriesPerDay: null },
    });
    const [row] = await test.management.db.licence.findMany();
    expect(row?.key).toMatch(/^sealed\./);
    await deleteLicence(test.management, test.admin, "one");
    expect(await standing()).toMatchObject({ isActive: false, limits: { mocks: null } });
    await expect(deleteLicence(test.management, test.admin, "one")).rejects.toThrow(/there is no license "one"/);
  });

  it("is told to the audit trail whenever it changes, without its key", async () => {
    const key = issuer.issue({ id: "told" });
    await activate(key);
    await change("told", { note: "paid", enabled: false });
    await deleteLicence(test.management, test.admin, "told");
    const entries = await test.management.db.auditEntry.findMany({ orderBy: { id: "asc" }, skip: entriesBefore });
    expect(entries.map(({ operation, resourceType, resourceId }) => [operation, resourceType, resourceId])).toEqual([
      ["license.create", "license", "told"],
      ["license.update", "license", "told"],
      ["license.delete", "license", "told"],
    ]);
    expect(JSON.parse(entries[1]?.after ?? "")).toMatchObject({ status: "revoked", note: "paid" });
    expect(JSON.stringify(entries)).not.toContain(key.slice(-40, -6));
    expect(JSON.stringify(entries)).not.toContain("sealed.");
  });

  it.each([
    ["something else", () => "hello", /\$\.key: is not a license key/],
    ["another issuer's", () => createIssuer().issue(), /\$\.key: has a wrong signature/],
    ["an expired one", () => issuer.issue({ expiresAt: inDays(-1) }), /\$\.key: has expired: the license ended at 20/],
  ])("is not made of %s", async (_, key, says) => {
    await expect(activate(key())).rejects.toMatchObject({
      code: "validation",
      message: expect.stringMatching(says) as string,
    });
    expect(await listLicences(test.management, test.admin)).toEqual([]);
  });

  it("can't be activated where no issuer is known", async () => {
    const management = openManagementOn(test.databaseUrl);
    await expect(activateLicence(management, test.admin, issuer.issue())).rejects.toThrow(
      /LICENSE_PUBLIC_KEY.*not set/,
    );
    await closeManagement(management);
  });

  it("is activated once; of eight callers at once one succeeds", async () => {
    const key = issuer.issue({ id: "once" });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => activate(key)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(activate(key)).rejects.toMatchObject({ code: "conflict" });
  });

  it("takes a newer key of itself, and no older or other one", async () => {
    await activate(issuer.issue({ id: "same", limits: { mocks: 1 } }));
    const newer = issuer.issue({ id: "same", issuedAt: inDays(1), limits: { mocks: 2 } });
    expect(await change("same", { key: newer })).toMatchObject({ limits: { mocks: 2 }, keyEnding: newer.slice(-6) });
    await expect(change("same", { key: issuer.issue({ id: "same" }) })).rejects.toThrow(/\$\.key: is older than/);
    await expect(change("same", { key: issuer.issue({ id: "other" }) })).rejects.toThrow(
      /of another license \(other\)/,
    );
    expect((await standing()).limits.mocks).toBe(2);
  });

  it("that was switched off counts no more, until it is switched on", async () => {
    await activate(issuer.issue({ id: "off", limits: { mocks: 1 } }));
    expect(await change("off", { enabled: false })).toMatchObject({ status: "revoked" });
    expect((await standing()).isActive).toBe(false);
    expect(await change("off", { enabled: true })).toMatchObject({ status: "active" });
  });

  it("that ends within 30 days is said to", async () => {
    await activate(issuer.issue({ id: "long", expiresAt: inDays(31) }));
    await activate(issuer.issue({ id: "soon", type: "trial", expiresAt: inDays(29.5) }));
    expect(await standing()).toMatchObject({ expiring: [{ id: "soon", type: "trial", daysLeft: 30 }] });
  });

  it("stays when it has expired, and counts no more", async () => {
    await activate(issuer.issue({ id: "brief", expiresAt: inDays(5_000 / dayMs), limits: { mocks: 1 } }));
    expect((await standing()).limits.mocks).toBe(1);
    const statuses = async () => (await listLicences(test.management, test.admin)).map(({ status }) => status);
    await expect.poll(statuses, { timeout: 15_000 }).toEqual(["expired"]);
    expect(await standing()).toMatchObject({ isActive: false, limits: { mocks: null } });
  });

  it("counts only as its issuer signed it: what somebody wrote into the database is none", async () => {
    await activate(issuer.issue({ id: "forged", limits: { mocks: 1 } }));
    await overwrite("forged", { mocksMax: 1_000 });
    expect(await listLicences(test.management, test.admin)).toMatchObject([{ id: "forged", status: "revoked" }]);
    await overwrite("forged", { mocksMax: 1 });
    expect(await listLicences(test.management, test.admin)).toMatchObject([{ id: "forged", status: "active" }]);
    const elsewhere = openManagementOn(test.databaseUrl, {
      licensing: { isRequired: true, publicKey: createIssuer().publicKey },
    });
    expect(await getLicenceStanding(elsewhere, test.admin)).toMatchObject({
      isActive: false,
      limits: { mocks: 1_000 },
    });
    await closeManagement(elsewhere);
  });

  /** Writes past the use cases. */
  async function overwrite(id: string, data: { mocksMax: number }): Promise<void> {
    await test.management.db.licence.update({ where: { id }, data });
  }
});
