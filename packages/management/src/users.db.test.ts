import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NewUserSchema, type User } from "@understudy/domain";
import { openManagementOn } from "../../../test/management.ts";
import { createTestDatabase } from "../../../test/postgres.ts";
import { enter } from "../../../test/sign-in.ts";
import type { Actor } from "./actor.ts";
import {
  changeUser,
  closeManagement,
  createApiToken,
  createUser,
  deleteUser,
  disableUser,
  enableUser,
  ensureFirstAdmin,
  findBearerActor,
  findSessionActor,
  getLocalActor,
  listUsers,
  type Management,
  setUserPassword,
} from "./index.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let management: Management;
let admin: Actor;
let support: Actor;
const password = "correct horse";

beforeAll(async () => {
  database = await createTestDatabase();
  management = openManagementOn(database.url);
  await ensureFirstAdmin(management, { login: "admin", password });
  admin = await getLocalActor(management);
  support = await actorOf(await create("support", { role: "support" }));
});

afterAll(async () => {
  await closeManagement(management);
  await database.drop();
});

const create = (username: string, rest: object = {}, actor = admin): Promise<User> =>
  createUser(management, actor, NewUserSchema.parse({ username, password, ...rest }));

async function actorOf({ login }: User): Promise<Actor> {
  const { token } = await enter(management, { login, password });
  const actor = await findSessionActor(management, token);
  if (actor === null) throw new Error("the session is gone");
  return actor;
}

describe("users", () => {
  it("are told to the audit trail when they are made, and by whom; a user who is refused leaves nothing", async () => {
    const from = { ...admin, address: "192.0.2.7" };
    const made = await create("audited", {}, from);
    await expect(create("audited", {}, from)).rejects.toThrow(/taken/);
    const entries = await management.db.auditEntry.findMany({ where: { resourceName: "audited" } });
    expect(entries).toEqual([
      expect.objectContaining({
        ...{ namespaceName: null, operation: "user.create", isDone: true, resourceType: "user", resourceId: made.id },
        ...{ authorKind: "user", authorId: admin.userId, authorName: "admin", address: "192.0.2.7", before: null },
      }),
    ]);
    expect(JSON.parse(entries[0]?.after ?? "")).toMatchObject({ login: "audited", systemRole: "user" });
    expect(entries[0]?.after).not.toContain("argon2");
  });

  it("are made with a password that they must change, unless told otherwise", async () => {
    const made = await create("ada", { email: "Ada@Example.com" });
    expect(made).toMatchObject({
      login: "ada",
      email: "ada@example.com",
      systemRole: "user",
      mustChangePassword: true,
    });
    expect(await actorOf(made)).toMatchObject({ session: { mustChangePassword: true } });
    const kept = await create("script", { requiresPasswordChange: false });
    expect(await actorOf(kept)).toMatchObject({ session: { mustChangePassword: false } });
  });

  it("have logins that differ by more than case, and addresses of their own", async () => {
    await expect(create("ADA")).rejects.toMatchObject({ code: "conflict", message: 'the login "ADA" is taken' });
    await expect(create("other", { email: "ada@example.com" })).rejects.toMatchObject({ code: "conflict" });
    const eve = await create("eve");
    const steal = changeUser(management, admin, { id: eve.id, change: { email: "ada@example.com" } });
    await expect(steal).rejects.toMatchObject({ code: "conflict" });
    const same = { id: eve.id, change: { username: "Eve" } };
    await expect(changeUser(management, admin, same)).resolves.toMatchObject({ login: "Eve" });
  });

  it("of one login are made once, however many try at the same moment", async () => {
    const tries = Array.from({ length: 8 }, () => create("twin", { requiresPasswordChange: false }));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
    }
  });

  it("are found by a part of login or address, a percent sign being one", async () => {
    const found = await listUsers(management, support, { search: "EXAMPLE", offset: 0, limit: 10 });
    expect(found).toMatchObject({ users: [{ login: "ada" }], total: 1 });
    const none = await listUsers(management, admin, { search: "%", offset: 0, limit: 10 });
    expect(none).toEqual({ users: [], total: 0, next: null });
  });

  it("that are disabled lose sessions and tokens at once, and get back neither when they are enabled", async () => {
    const user = await create("leaver", { requiresPasswordChange: false });
    const { token: session } = await enter(management, { login: "leaver", password });
    await management.db.member.create({ data: { namespaceName: "sandbox", userId: user.id, role: "viewer" } });
    const actor = await findSessionActor(management, session);
    if (actor === null) throw new Error("no session");
    const input = { name: "t", description: "", allowed_actions: [], metadata: {} };
    const { token } = await createApiToken(management, actor, input);
    expect(await findBearerActor(management, token)).not.toBeNull();
    await disableUser(management, support, user.id);
    for (const bearer of [session, token]) expect(await findBearerActor(management, bearer)).toBeNull();
    await expect(enter(management, { login: "leaver", password })).rejects.toMatchObject({ code: "unauthorized" });
    await enableUser(management, support, user.id);
    for (const bearer of [session, token]) expect(await findBearerActor(management, bearer)).toBeNull();
    await expect(enter(management, { login: "leaver", password })).resolves.toBeDefined();
  });

  it("that are deleted are gone with their sessions", async () => {
    const user = await create("gone");
    const { token } = await enter(management, { login: "gone", password });
    await deleteUser(management, admin, user.id);
    expect(await findSessionActor(management, token)).toBeNull();
    await expect(deleteUser(management, admin, user.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteUser(management, admin, "no-uuid")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the last enabled admin", () => {
  const message = /^admin is the last enabled admin and can't be/;

  it("can't be deleted, disabled or made anything else", async () => {
    await expect(deleteUser(management, admin, admin.userId)).rejects.toMatchObject({ code: "conflict", message });
    await expect(disableUser(management, admin, admin.userId)).rejects.toMatchObject({ code: "conflict", message });
    const demotion = changeUser(management, admin, { id: admin.userId, change: { role: "support" } });
    await expect(demotion).rejects.toMatchObject({ code: "conflict", message });
  });

  it("stays when two admins are disabled at the same moment", async () => {
    const second = await create("second", { role: "admin" });
    const both = await Promise.allSettled([admin.userId, second.id].map((id) => disableUser(management, admin, id)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await management.db.user.updateMany({ where: { systemRole: "admin" }, data: { enabled: true } });
    await expect(deleteUser(management, admin, second.id)).resolves.toBeUndefined();
  });
});

describe("support", () => {
  it("helps users to sign in, but not admins, and writes nothing else", async () => {
    const user = await create("helped");
    const given = { id: user.id, password: "another password", mustChangePassword: true };
    await setUserPassword(management, support, given);
    await expect(enter(management, { login: "helped", password })).rejects.toMatchObject({ code: "unauthorized" });
    const forbidden = { code: "forbidden", message: /needs the system role admin/ };
    const ofAdmin = setUserPassword(management, support, { ...given, id: admin.userId });
    await expect(ofAdmin).rejects.toMatchObject(forbidden);
    await expect(disableUser(management, support, admin.userId)).rejects.toMatchObject(forbidden);
    await expect(create("x", {}, support)).rejects.toMatchObject(forbidden);
    await expect(deleteUser(management, support, user.id)).rejects.toMatchObject(forbidden);
  });

  it("is what a user without a system role is not", async () => {
    const user = await actorOf(await create("plain", { requiresPasswordChange: false }));
    const forbidden = { code: "forbidden" };
    await expect(listUsers(management, user, { offset: 0, limit: 1 })).rejects.toMatchObject(forbidden);
    await expect(disableUser(management, user, user.userId)).rejects.toMatchObject(forbidden);
  });
});
