import { ChangeApiTokenSchema, CreateApiTokenSchema, OidcClaimsSchema } from "@understudy/domain";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { enter } from "../../../../test/sign-in.ts";
import type { Actor } from "../actor.ts";
import { hashPassword } from "../identity/password.ts";
import {
  changeApiToken,
  changeFolder,
  clearMockLogs,
  confirmSecondFactor,
  connectIdentity,
  createApiToken,
  createFolder,
  createStubKey,
  createTag,
  deleteFolder,
  deleteMock,
  deleteStoreEntry,
  deleteTemplate,
  disconnectIdentities,
  endOtherSessions,
  endSession,
  enrolSecondFactor,
  findSessionActor,
  organiseMocks,
  purgeTrash,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  restoreTrashGroup,
  revokeApiToken,
  revokeStubKey,
  saveTemplate,
  sendAccountLink,
  setStoreEntry,
  signOut,
} from "../index.ts";

let test: TestManagement;
const namespace = "recorded";
const password = "planted-password-of-theirs";
/** Whatever was shown once, or given: it must not be in the trail. */
const secrets = [password];

beforeAll(async () => {
  test = await openTestManagement();
  await test.createNamespace(namespace);
});
afterAll(() => test.close());

/** What a change left: operation, namespace, resource, what was and what is. */
async function recorded(change: () => Promise<unknown>): Promise<unknown[]> {
  const { db } = test.management;
  const last = await db.auditEntry.findFirst({ orderBy: { id: "desc" } });
  await change();
  const rows = await db.auditEntry.findMany({
    where: last === null ? {} : { id: { gt: last.id } },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => [
    ...[row.operation, row.namespaceName, `${row.resourceType}:${row.resourceName ?? row.resourceId}`],
    ...[JSON.parse(row.before ?? "null") as unknown, JSON.parse(row.after ?? "null") as unknown],
  ]);
}

async function createUser(login: string): Promise<Actor> {
  const actor = await test.createMember(login, { [namespace]: "owner" });
  const passwordHash = await hashPassword(password);
  await test.management.db.user.update({ where: { id: actor.userId }, data: { passwordHash } });
  return actor;
}

const holding = (values: object): unknown => expect.objectContaining(values);

describe("the audit trail is told once", () => {
  it("of stores, with what was and what is", async () => {
    const { management, admin } = test;
    const store = { namespace, chainId: "" };
    const set = (value: unknown) => () => setStoreEntry(management, admin, { store, key: "k", value });
    expect(await recorded(set(1))).toEqual([["store.set", namespace, "store_entry:k", null, { value: 1 }]]);
    expect(await recorded(set(2))).toEqual([["store.set", namespace, "store_entry:k", { value: 1 }, { value: 2 }]]);
    expect(await recorded(() => deleteStoreEntry(management, admin, { store, key: "k" }))).toEqual([
      ["store.delete", namespace, "store_entry:k", { value: 2 }, null],
    ]);
    const missing = () => deleteStoreEntry(management, admin, { store, key: "k" }).catch(() => undefined);
    expect(await recorded(missing)).toEqual([]);
  });

  it("of a value that is too large to be kept, by its hash", async () => {
    const value = "x".repeat(200_000);
    const store = { namespace, chainId: "" };
    const set = () => setStoreEntry(test.management, test.admin, { store, key: "large", value });
    expect(await recorded(set)).toEqual([
      ["store.set", namespace, "store_entry:large", null, holding({ isCut: true, characters: 200_012 })],
    ]);
  });

  it("of files, tags and folders", async () => {
    const { management, admin } = test;
    const key = { namespace, name: "a.json" };
    const save = (text: string) => () =>
      saveTemplate(management, admin, { ...key, content: new TextEncoder().encode(text) });
    expect(await recorded(save("a"))).toEqual([
      ["template.save", namespace, "template:a.json", null, holding({ bytes: 1 })],
    ]);
    expect(await recorded(save("ab"))).toEqual([
      ["template.save", namespace, "template:a.json", holding({ bytes: 1 }), holding({ bytes: 2 })],
    ]);
    expect(await recorded(() => deleteTemplate(management, admin, key))).toEqual([
      ["template.delete", namespace, "template:a.json", holding({ bytes: 2 }), null],
    ]);
    const tag = () => createTag(management, admin, { namespace, name: "t" });
    expect(await recorded(tag)).toEqual([["tag.create", namespace, "tag:t", null, { name: "t" }]]);
    expect(await recorded(tag)).toEqual([]);
    let id = "";
    const create = async () => {
      const folder = { namespace, name: "f", parentId: null, sortOrder: 0 };
      ({ id } = await createFolder(management, admin, folder));
    };
    expect(await recorded(create)).toEqual([["folder.create", namespace, "folder:f", null, holding({ name: "f" })]]);
    const reference = { id, namespace };
    expect(await recorded(() => changeFolder(management, admin, { reference, change: { name: "g" } }))).toEqual([
      ["folder.update", namespace, "folder:g", holding({ name: "f" }), holding({ name: "g" })],
    ]);
    expect(await recorded(() => deleteFolder(management, admin, reference))).toEqual([
      ["folder.delete", namespace, "folder:g", holding({ name: "g" }), null],
    ]);
  });

  it("of what becomes of mocks beside their definition", async () => {
    const { management, admin } = test;
    await test.save("m", { tags: ["old"] }, namespace);
    const references = { ids: ["m"], namespace };
    expect(await recorded(() => organiseMocks(management, admin, { references, change: { tags: ["new"] } }))).toEqual([
      ["mock.organise", namespace, "mock:m", { tags: ["old"] }, { tags: ["new"] }],
    ]);
    expect(await recorded(() => clearMockLogs(management, admin, { id: "m", namespace }))).toEqual([
      ["request.clear", namespace, "mock:m", { count: 0 }, null],
    ]);
    const groupOf = async () => {
      await deleteMock(management, admin, { id: "m", namespace });
      const mock = await management.db.mock.findFirst({ where: { namespaceName: namespace, id: "m" } });
      return mock?.cascadeGroupId ?? "";
    };
    const groupId = await groupOf();
    expect(await recorded(() => restoreTrashGroup(management, admin, { namespace, groupId }))).toEqual([
      ["mock.restore", namespace, "mock:m", null, holding({ id: "m", tags: ["new"] })],
    ]);
    const groupIds = [await groupOf()];
    expect(await recorded(() => purgeTrash(management, admin, { namespace, groupIds }))).toEqual([
      ["mock.purge", namespace, "mock:m", holding({ id: "m", tags: ["new"] }), null],
    ]);
  });

  it("of stub keys and API tokens, and never of what opens anything", async () => {
    const { management, admin } = test;
    let id = "";
    const create = async () => {
      const made = await createStubKey(management, admin, { namespace, name: "k" });
      ({ id } = made.info);
      secrets.push(made.key);
    };
    expect(await recorded(create)).toEqual([["stub_key.create", namespace, "stub_key:k", null, holding({ id })]]);
    expect(await recorded(() => revokeStubKey(management, admin, { namespace, id }))).toEqual([
      ["stub_key.revoke", namespace, "stub_key:k", holding({ id }), null],
    ]);
    const createToken = async () => {
      const made = await createApiToken(management, admin, CreateApiTokenSchema.parse({ name: "t", namespace }));
      ({ id } = made.info);
      secrets.push(made.token);
    };
    expect(await recorded(createToken)).toEqual([["token.create", namespace, "token:t", null, holding({ id })]]);
    const change = ChangeApiTokenSchema.parse({ enabled: false });
    expect(await recorded(() => changeApiToken(management, admin, { id, change }))).toEqual([
      ["token.update", namespace, "token:t", holding({ enabled: true }), holding({ enabled: false })],
    ]);
    expect(await recorded(() => revokeApiToken(management, admin, id))).toEqual([
      ["token.revoke", namespace, "token:t", holding({ id }), null],
    ]);
  });

  it("of sessions", async () => {
    const { management } = test;
    await createUser("sam");
    const signIn = async () => {
      const { token } = await enter(management, { login: "sam", password }, { address: "192.0.2.9", userAgent: "x" });
      secrets.push(token);
      return token;
    };
    let first = "";
    const after = holding({ address: "192.0.2.9", userAgent: "x" });
    expect(await recorded(async () => (first = await signIn()))).toEqual([
      ["session.create", null, "session:sam", null, after],
    ]);
    const actor = await findSessionActor(management, first);
    if (actor?.session === undefined) throw new Error("no session");
    await signIn();
    expect(await recorded(() => endOtherSessions(management, actor))).toEqual([
      ["session.end", null, "session:sam", { count: 1 }, null],
    ]);
    const second = await findSessionActor(management, await signIn());
    expect(await recorded(() => endSession(management, actor, second?.session?.id ?? ""))).toEqual([
      ["session.end", null, "session:sam", null, null],
    ]);
    expect(await recorded(() => signOut(management, first, "192.0.2.9"))).toEqual([
      ["session.end", null, "session:sam", null, null],
    ]);
    const ended = await management.db.auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(ended.address).toBe("192.0.2.9");
    expect(await recorded(() => signOut(management, first))).toEqual([]);
  });

  it("of second factors, identities and links", async () => {
    const { management, admin } = test;
    const actor = await createUser("tia");
    const told = (operation: string) => [[operation, null, "second_factor:tia", null, null]];
    let secret = "";
    const enrol = async () => {
      ({ secret } = await enrolSecondFactor(management, actor));
      secrets.push(secret);
    };
    const confirm = async () => {
      const code = new TOTP({ secret }).generate();
      secrets.push(...(await confirmSecondFactor(management, actor, { code })).recoveryCodes);
    };
    expect(await recorded(enrol)).toEqual(told("second_factor.enrol"));
    expect(await recorded(confirm)).toEqual(told("second_factor.confirm"));
    const proof = { kind: "password", password } as const;
    const renew = async () => secrets.push(...(await renewRecoveryCodes(management, actor, { proof })).recoveryCodes);
    expect(await recorded(renew)).toEqual(told("recovery_codes.renew"));
    expect(await recorded(() => removeSecondFactor(management, actor, { proof }))).toEqual(
      told("second_factor.remove"),
    );
    await enrol();
    await confirm();
    expect(await recorded(() => resetSecondFactor(management, admin, actor.userId))).toEqual(
      told("second_factor.reset"),
    );
    const claims = OidcClaimsSchema.parse({ iss: "https://id.example.com", sub: "s", preferred_username: "tia" });
    expect(await recorded(() => connectIdentity(management, actor, claims))).toEqual([
      ["identity.connect", null, "user:tia", null, { issuer: "https://id.example.com", subject: "s" }],
    ]);
    expect(await recorded(() => disconnectIdentities(management, actor))).toEqual([
      ["identity.disconnect", null, "user:tia", [holding({ subject: "s" })], null],
    ]);
    const send = async () => {
      const { link } = await sendAccountLink(management, admin, { id: actor.userId, canMail: false });
      secrets.push(link?.token ?? "");
    };
    expect(await recorded(send)).toEqual([
      ["account_link.send", null, "user:tia", null, { kind: "reset", isMailed: false }],
    ]);
  });

  it("and has no secret of all that, nor the hash of one", async () => {
    expect(secrets.length).toBeGreaterThan(25);
    const rows = await test.management.db.auditEntry.findMany();
    const text = JSON.stringify(rows, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    expect(secrets.filter((secret) => secret === "" || text.includes(secret))).toEqual([]);
    const { passwordHash } = await test.management.db.user.findFirstOrThrow({ where: { login: "tia" } });
    expect(text).not.toContain(passwordHash);
    expect(text).not.toContain("sealed.v1.");
  });
});
