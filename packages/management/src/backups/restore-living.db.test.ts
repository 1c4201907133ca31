import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";
import { hearWakes } from "../../../../test/heard-wakes.ts";
import { CreateApiTokenSchema, MockInputSchema } from "../../../domain/src/index.ts";
import { createApiToken, findBearerActor, revokeApiToken, saveMock } from "../index.ts";

let installation: BackedUpInstallation;

beforeEach(async () => {
  installation = await openInstallation();
});

afterEach(async () => {
  await installation.close();
});

describe("a restore into the installation that the backup is of", () => {
  it("cancels what was not sent yet, and wakes nobody", async () => {
    const { management } = installation;
    await addDeliveries(50);
    const { id } = await installation.backUp();
    await management.db.delivery.updateMany({ data: { state: "delivered", finishedAt: new Date(), attempts: 1 } });
    const wakes = await hearWakes(installation.databaseUrl);
    const restored = await installation.restore(id);
    expect(restored).toMatchObject({ status: "completed", plan: { cancelledDeliveries: 50 } });
    expect(await wakes.count()).toBe(0);
    await wakes.close();
    const deliveries = await management.db.delivery.findMany();
    expect(deliveries).toHaveLength(50);
    expect(new Set(deliveries.map(({ state, stateReason, owner }) => [state, stateReason, owner].join()))).toEqual(
      new Set(["cancelled,restored,"]),
    );
    expect(deliveries.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
  });

  it("gives no access back that was taken away since, and takes none that was given", async () => {
    const { management, admin } = installation;
    await management.db.namespace.create({ data: { name: "team" } });
    const [left, demoted, gone] = await Promise.all(
      ["left", "demoted", "gone"].map((login) => addUser(login, "owner")),
    );
    const revoked = await createApiToken(management, admin, CreateApiTokenSchema.parse({ name: "revoked" }));
    const disabled = await createApiToken(management, admin, CreateApiTokenSchema.parse({ name: "disabled" }));
    const { id } = await installation.backUp();

    await revokeApiToken(management, admin, revoked.info.id);
    await management.db.apiToken.update({ where: { id: disabled.info.id }, data: { enabled: false } });
    await management.db.member.deleteMany({ where: { userId: left } });
    await management.db.member.updateMany({ where: { userId: demoted }, data: { role: "viewer" } });
    await management.db.user.delete({ where: { id: gone ?? "" } });
    await management.db.user.update({ where: { login: "admin" }, data: { passwordHash: "new" } });
    const late = await createApiToken(management, admin, CreateApiTokenSchema.parse({ name: "late" }));
    await management.db.session.create({
      data: { idHash: Buffer.from("s"), userId: admin.userId, expiresAt: new Date(Date.now() + 60_000) },
    });

    const restored = await installation.restore(id);
    expect(restored).toMatchObject({ status: "completed", reason: null });
    const staysRevoked = new Map(restored.plan?.kinds.map((count) => [count.kind, count.staysRevoked]));
    expect(staysRevoked.get("api_token")).toBe(1);
    expect(await findBearerActor(management, revoked.token)).toBeNull();
    expect(await findBearerActor(management, disabled.token)).toBeNull();
    expect(await findBearerActor(management, late.token)).toMatchObject({ login: "admin" });
    expect(await installation.rows("member", "role")).toEqual([{ role: "viewer" }]);
    expect(await installation.rows("app_user", "login")).toEqual(
      ["admin", "demoted", "left"].map((login) => ({ login })),
    );
    expect(await installation.rows("app_user", "login, password_hash")).toContainEqual({
      ...{ login: "admin", password_hash: "new" },
    });
    expect(await installation.rows("session")).toEqual([]);
  });

  it("sends to the trash what was made since, and raises each version once and beyond every earlier one", async () => {
    const { management, admin } = installation;
    await save("kept", { response: { payload: "then" } });
    const { id } = await installation.backUp();
    await save("kept", { response: { payload: "now" } });
    await save("since", {});
    await management.db.namespace.create({ data: { name: "since" } });
    const before = await management.db.namespace.findUniqueOrThrow({ where: { name: "sandbox" } });

    const trial = await installation.restore(id, { isDryRun: true });
    expect(trial).toMatchObject({
      ...{ status: "completed", isDryRun: true },
      plan: { namespacesToTrash: ["since"], mocksToTrash: 1 },
    });
    expect(trial.plan?.kinds).toContainEqual({ kind: "mock", inFile: 1, existing: 2, staysRevoked: 0 });
    expect(await management.db.mock.count({ where: { closedAt: null } })).toBe(2);

    await installation.restore(id);
    const after = await management.db.namespace.findUniqueOrThrow({ where: { name: "sandbox" } });
    expect(after.version).toBe(before.version + 1n);
    const mocks = await management.db.mock.findMany({ orderBy: { id: "asc" } });
    expect(
      mocks.map(({ id: mockId, closedBy, closedReason, changedAt }) => [mockId, closedBy, closedReason, changedAt]),
    ).toEqual([
      ["kept", null, null, after.version],
      ["since", admin.login, "restored", after.version],
    ]);
    expect(mocks[0]?.definition).toContain("then");
    expect(await management.db.namespace.findUniqueOrThrow({ where: { name: "since" } })).toMatchObject({
      closedReason: "restored",
    });
  });

  it("leaves the audit trail as it is, and adds to it", async () => {
    const { id } = await installation.backUp();
    const before = await installation.rows("audit_entry");
    await installation.restore(id);
    const after = await installation.rows("audit_entry");
    expect(after).toEqual(expect.arrayContaining(before));
    const added = await installation.management.db.auditEntry.findMany({ where: { operation: "backup.restore" } });
    expect(added).toMatchObject([{ resourceId: id, authorName: "admin" }]);
    expect(after).toHaveLength(before.length + 1);
  });

  it("of one namespace touches no other", async () => {
    const { management } = installation;
    await management.db.namespace.create({ data: { name: "other" } });
    await save("one", {});
    const { id, namespace } = await installation.backUp("sandbox");
    expect(namespace).toBe("sandbox");
    await save("elsewhere", {}, "other");
    await save("two", {});
    await management.db.mock.deleteMany({ where: { id: "one" } });
    await management.db.session.create({
      data: { idHash: Buffer.from("s"), userId: installation.admin.userId, expiresAt: new Date(Date.now() + 60_000) },
    });
    expect(await installation.restore(id)).toMatchObject({ status: "completed", plan: { namespace: "sandbox" } });
    const live = await management.db.mock.findMany({ where: { closedAt: null }, orderBy: { id: "asc" } });
    expect(live.map(({ id: mockId }) => mockId)).toEqual(["elsewhere", "one"]);
    expect(await management.db.session.count()).toBe(1);
  });
});

function save(id: string, rest: object, namespace = "sandbox") {
  const input = MockInputSchema.parse({
    ...{ id, http: { route: `/${id}`, httpMethod: "GET" }, response: { payload: "" } },
    ...rest,
  });
  return saveMock(installation.management, installation.admin, { input, namespace });
}

async function addUser(login: string, role: string): Promise<string> {
  const { id } = await installation.management.db.user.create({
    data: { login, memberships: { create: { namespaceName: "team", role } } },
  });
  return id;
}

async function addDeliveries(count: number): Promise<void> {
  const { db } = installation.management;
  const shape = {
    namespaceName: "sandbox",
    target: "http://example.com",
    mockId: "m",
    mockVersion: 1,
    callbackIndex: 0,
  };
  await db.delivery.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      ...shape,
      state: index % 5 === 0 ? ("waiting" as const) : ("pending" as const),
      dueAt: new Date(),
      owner: index % 7 === 0 ? 1 : null,
      pool: index % 5 === 0 ? -2 : 0,
      ...{ attemptsMax: 3, retryDelayMs: 1000, timeoutMs: 1000, requestId: randomUUID(), callbackType: "http" },
    })),
  });
}
