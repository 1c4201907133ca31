import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MockInputSchema } from "@understudy/domain";
import { openManagementOn } from "../../../test/management.ts";
import { createTestDatabase } from "../../../test/postgres.ts";
import type { Actor } from "./actor.ts";
import {
  changeNamespace,
  closeManagement,
  createApiToken,
  deleteMock,
  ensureFirstAdmin,
  findBearerActor,
  findSessionActor,
  getLocalActor,
  getMock,
  getNamespace,
  listMocks,
  listNamespaces,
  type Management,
  saveMock,
  signIn,
  signOut,
} from "./index.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let management: Management;
let admin: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  management = openManagementOn(database.url);
  await ensureFirstAdmin(management, { login: "admin", password: "correct horse" });
  admin = await getLocalActor(management);
});

afterAll(async () => {
  await closeManagement(management);
  await database.drop();
});

const save = (input: object, actor = admin, namespace = "sandbox") =>
  saveMock(management, actor, { input: MockInputSchema.parse(input), namespace });
const route = (path: string) => ({ http: { route: path, httpMethod: "GET" } });

async function createNamespace(name: string): Promise<void> {
  await management.db.namespace.create({ data: { name } });
}

async function createMember(login: string, roles: Record<string, string>): Promise<Actor> {
  const memberships = Object.entries(roles).map(([namespaceName, role]) => ({ namespaceName, role }));
  await management.db.user.create({ data: { login, passwordHash: "-", memberships: { create: memberships } } });
  const user = await management.db.user.findUniqueOrThrow({ where: { login } });
  return {
    ...admin,
    userId: user.id,
    login,
    systemRole: "user",
    roles: new Map(memberships.map((m) => [m.namespaceName, m.role as "owner"])),
  };
}

describe("mocks", () => {
  it("keeps a definition as it was sent: order of keys, NUL, lone surrogates, __proto__", async () => {
    const payload = JSON.parse(
      '{"z":1,"a":{"__proto__":{"b":2},"constructor":3},"nul":"\\u0000","half":"\\ud800","10":0,"2":0}',
    ) as object;
    await save({ id: "verbatim", ...route("/verbatim"), response: { payload } });
    const { definition } = await getMock(management, admin, { id: "verbatim", namespace: "sandbox" });
    expect(JSON.stringify(definition.response?.payload)).toBe(JSON.stringify(payload));
  });

  it("stores secrets of callbacks sealed and shows them masked", async () => {
    const webhooks = [{ type: "kafka", kafkaBrokers: "k:9092", kafkaTopic: "t", kafkaPassword: "hunter2" }];
    const saved = await save({ id: "secret", ...route("/secret"), webhooks });
    const read = await getMock(management, admin, { id: "secret", namespace: "sandbox" });
    const listed = await listMocks(management, admin, { namespace: "sandbox", search: "secret", offset: 0, limit: 10 });
    const row = await management.db.mock.findFirstOrThrow({ where: { id: "secret" } });
    expect(JSON.stringify([saved, read, listed, row.definition])).not.toContain("hunter2");
    expect(read.definition.webhooks?.[0]?.kafkaPassword).toBe("••••••");
    await save({ id: "secret", ...read.definition });
    const kept = await management.db.mock.findFirstOrThrow({ where: { id: "secret" } });
    expect(kept.definition).toBe(row.definition);
  });

  it("makes an id when none is given", async () => {
    const { mock, isReplaced } = await save(route("/no-id"));
    expect(mock.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(isReplaced).toBe(false);
  });

  it("replaces a mock of the same id whole, keeps its date of creation and restarts its ttl", async () => {
    const first = await save({ id: "twice", ...route("/a"), tags: ["x"], ttl: 100 });
    const second = await save({ id: "twice", ...route("/b"), ttl: 50 });
    expect(second.isReplaced).toBe(true);
    expect(second.mock).toMatchObject({ version: 2, createdAt: first.mock.createdAt });
    expect(second.mock.definition).toEqual({ ...route("/b"), ttl: 50 });
    expect(second.mock.expireAt?.getTime()).toBe(second.mock.updatedAt.getTime() + 50_000);
  });

  it("deletes softly: hidden from reads and lists, revived by the next save as a new mock", async () => {
    await save({ id: "gone", ...route("/gone") });
    await deleteMock(management, admin, { id: "gone", namespace: "sandbox" });
    await expect(getMock(management, admin, { id: "gone", namespace: "sandbox" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(deleteMock(management, admin, { id: "gone", namespace: "sandbox" })).rejects.toMatchObject({
      code: "not_found",
    });
    const { mocks } = await listMocks(management, admin, {
      namespace: "sandbox",
      search: "gone",
      offset: 0,
      limit: 10,
    });
    expect(mocks).toEqual([]);
    expect(await save({ id: "gone", ...route("/gone") })).toMatchObject({ isReplaced: false, mock: { version: 2 } });
  });

  it("raises the namespace's version once a change, whatever many writers there are", async () => {
    const before = await management.db.namespace.findUniqueOrThrow({ where: { name: "sandbox" } });
    await Promise.all(
      Array.from({ length: 16 }, (_, index) => save({ id: `many-${index}`, ...route(`/many/${index}`) })),
    );
    const after = await management.db.namespace.findUniqueOrThrow({ where: { name: "sandbox" } });
    expect(after.version - before.version).toBe(16n);
    const rows = await management.db.mock.findMany({ where: { id: { startsWith: "many-" } } });
    expect(new Set(rows.map((row) => row.changedAt)).size).toBe(16);
  });

  it("pages newest first, and filters by text in id, route and tag", async () => {
    await createNamespace("paging");
    for (const id of ["one", "two", "three"])
      await save({ id, ...route(`/Path-${id}`), tags: ["red", id] }, admin, "paging");
    const list = (query: object) =>
      listMocks(management, admin, { namespace: "paging", offset: 0, limit: 10, ...query });
    expect((await list({ limit: 2 })).mocks.map((mock) => mock.id)).toEqual(["three", "two"]);
    expect(await list({ offset: 2 })).toMatchObject({ total: 3, mocks: [{ id: "one" }] });
    expect((await list({ search: "path-T" })).total).toBe(2);
    expect((await list({ tags: ["red", "two"] })).mocks.map((mock) => mock.id)).toEqual(["two"]);
    expect((await list({ search: "%" })).total).toBe(0);
  });

  it("has ids per namespace, and finds the one that is meant when no namespace is named", async () => {
    await createNamespace("left");
    await createNamespace("right");
    await save({ id: "both", ...route("/left") }, admin, "left");
    const get = () => getMock(management, admin, { id: "both", namespace: undefined });
    expect((await get()).namespace).toBe("left");
    await save({ id: "both", ...route("/right") }, admin, "right");
    await expect(get()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("left, right") as string,
    });
    await save({ id: "both", ...route("/sandbox") });
    expect((await get()).namespace).toBe("sandbox");
  });
});

describe("who may do what", () => {
  it("hides what is not theirs, and names the role that is missing", async () => {
    await createNamespace("team-a");
    await createNamespace("team-b");
    const viewer = await createMember("viewer", { "team-a": "viewer" });
    const editor = await createMember("editor", { "team-a": "editor" });
    await save({ id: "m", ...route("/m") }, editor, "team-a");
    await save({ id: "b", ...route("/m") }, admin, "team-b");

    expect((await getMock(management, viewer, { id: "m", namespace: undefined })).namespace).toBe("team-a");
    await expect(save({ id: "m", ...route("/m") }, viewer, "team-a")).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("editor") as string,
    });
    const refusal = async (namespace: string) => {
      const found = await getMock(management, viewer, { id: "b", namespace }).then(() => "found", String);
      return found.replace(namespace, "…");
    };
    expect(await refusal("team-b")).toBe(await refusal("nowhere"));
    expect(await refusal("team-b")).toContain("there is no namespace");
    expect((await listNamespaces(management, viewer)).map((namespace) => namespace.name)).toEqual(["team-a"]);
  });

  it("lets the owners of a namespace change it, and those who may see it look at it", async () => {
    await createNamespace("settings");
    const [owner, editor, stranger] = await Promise.all([
      createMember("settings-owner", { settings: "owner" }),
      createMember("settings-editor", { settings: "editor" }),
      createMember("settings-stranger", {}),
    ]);
    const change = (actor: Actor, cors: boolean) =>
      changeNamespace(management, actor, { name: "settings", change: { cors, displayName: "Settings" } });
    expect((await getNamespace(management, editor, "settings")).isCorsEnabled).toBe(true);
    await expect(change(editor, false)).rejects.toMatchObject({ code: "forbidden" });
    await expect(change(stranger, false)).rejects.toMatchObject({ code: "not_found" });
    await expect(getNamespace(management, stranger, "settings")).rejects.toMatchObject({ code: "not_found" });
    await expect(getNamespace(management, admin, "nowhere")).rejects.toMatchObject({ code: "not_found" });
    await change(owner, false);
    const expected = { name: "settings", displayName: "Settings", description: "", isCorsEnabled: false };
    expect(await getNamespace(management, editor, "settings")).toMatchObject(expected);
    const { version } = await management.db.namespace.findUniqueOrThrow({ where: { name: "settings" } });
    expect(version).toBe(1n);
  });

  it("limits an API token to its namespace and actions, and to its life", async () => {
    const { token } = await createApiToken(management, admin, {
      name: "ci",
      namespace: "team-a",
      description: "",
      metadata: {},
      allowed_actions: ["mock.read"],
    });
    expect(token).toMatch(/^mk_/);
    const actor = await findBearerActor(management, token);
    if (actor === null) throw new Error("the token is not known");
    await expect(save({ id: "m", ...route("/m") }, actor, "team-a")).rejects.toMatchObject({ code: "forbidden" });
    await expect(getMock(management, actor, { id: "b", namespace: "team-b" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await getMock(management, actor, { id: "m", namespace: undefined })).id).toBe("m");
    await expect(
      createApiToken(management, actor, { name: "more", description: "", metadata: {}, allowed_actions: [] }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await management.db.apiToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await findBearerActor(management, token)).toBeNull();
  });

  it("stores neither token nor password in readable form", async () => {
    const { token } = await createApiToken(management, admin, {
      name: "plain",
      description: "",
      metadata: {},
      allowed_actions: [],
    });
    const rows = JSON.stringify([await management.db.apiToken.findMany(), await management.db.user.findMany()]);
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(Buffer.from(token).toString("base64"));
    expect(rows).not.toContain("correct horse");
  });
});

describe("signing in", () => {
  const openSession = async () => {
    const result = await signIn(management, { login: "admin", password: "correct horse" });
    return result.kind === "signed-in" ? result.token : "";
  };

  it("takes the right password only, and says the same of an unknown user", async () => {
    const attempt = (login: string, password: string) =>
      signIn(management, { login, password }).catch((error: unknown) => String(error));
    expect(await attempt("admin", "wrong")).toBe(await attempt("nobody", "wrong"));
    const token = await openSession();
    expect(await findSessionActor(management, token)).toMatchObject({ login: "admin", systemRole: "admin" });
  });

  it("ends at once when it is signed out, when it expires and when its user is disabled", async () => {
    const [signedOut, expired, disabled] = [await openSession(), await openSession(), await openSession()];
    await signOut(management, signedOut);
    expect(await findSessionActor(management, signedOut)).toBeNull();
    expect(await findBearerActor(management, expired)).not.toBeNull();
    await management.db.user.updateMany({ where: { login: "admin" }, data: { enabled: false } });
    expect(await findSessionActor(management, disabled)).toBeNull();
    await management.db.user.updateMany({ where: { login: "admin" }, data: { enabled: true } });
    await management.db.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await findSessionActor(management, expired)).toBeNull();
  });

  it("makes one first admin only, however many processes start at once", async () => {
    const fresh = await createTestDatabase();
    const processes = [1, 2, 3].map(() => openManagementOn(fresh.url));
    const made = await Promise.all(processes.map((one) => ensureFirstAdmin(one, { login: "root" })));
    expect(made.filter((result) => result !== null)).toHaveLength(1);
    expect(made.find((result) => result !== null)?.password).toMatch(/^[\w-]{16}$/);
    await Promise.all(processes.map(closeManagement));
    await fresh.drop();
  });
});
