import { randomUUID } from "node:crypto";
import { MockInputSchema, NewUserSchema } from "@understudy/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createIssuer } from "../../../test/licences.ts";
import { openManagementOn, openTestManagement, type TestManagement } from "../../../test/management.ts";
import {
  activateLicence,
  closeManagement,
  copyMocks,
  createNamespace,
  createUser,
  deleteLicence,
  deleteMock,
  deleteNamespace,
  getLicenceUsage,
  inviteUser,
  listMocks,
  restoreMock,
  restoreMocks,
  restoreNamespace,
  restoreTrashGroup,
  saveMock,
  saveMocks,
  signInByOidc,
  signUp,
} from "./index.ts";

const issuer = createIssuer();
let test: TestManagement;

beforeEach(async () => {
  test = await openTestManagement({ isRequired: true, publicKey: issuer.publicKey });
});
afterEach(() => test.close());

const activate = (limits: NonNullable<Parameters<typeof issuer.issue>[0]>["limits"], id: string = randomUUID()) =>
  activateLicence(test.management, test.admin, issuer.issue({ id, ...(limits && { limits }) }));
const used = () => getLicenceUsage(test.management, test.admin);
const namespace = (name: string) => createNamespace(test.management, test.admin, name);
const user = (username: string) =>
  createUser(test.management, test.admin, NewUserSchema.parse({ username, password: "correct horse" }));
const input = (id: string) => MockInputSchema.parse({ id, http: { route: `/${id}`, httpMethod: "GET" } });
const batch = (ids: string[], where = "sandbox") =>
  saveMocks(
    test.management,
    test.admin,
    ids.map((id, index) => ({ input: input(id), namespace: where, path: `$[${index}]` })),
  );
const refused = (noun: string) => ({
  code: "forbidden",
  message: expect.stringMatching(`^${noun} limit reached: .*license`) as string,
});

/** How many of these succeeded; all others must have been refused as beyond the limit. */
async function countDone(calls: Promise<unknown>[]): Promise<number> {
  const results = await Promise.allSettled(calls);
  const failures = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  expect(failures.filter((text) => !/limit reached/.test(text))).toEqual([]);
  return results.length - failures.length;
}

describe("without a licence where one is required", () => {
  it("there is no namespace but sandbox", async () => {
    await expect(namespace("more")).rejects.toMatchObject(refused("namespace"));
    expect(await used()).toMatchObject({ namespaces: 1 });
  });

  it("there are three users besides the first admin, however many come at once", async () => {
    const logins = Array.from({ length: 64 }, (_, index) => `user-${index}`);
    const made = logins.map((login, index) =>
      index % 2 === 0
        ? user(login)
        : inviteUser(test.management, test.admin, { input: { username: login, role: "user" }, canMail: false }),
    );
    expect(await countDone(made)).toBe(3);
    expect(await used()).toMatchObject({ users: 3 });
    const signingUp = signUp(test.management, {
      ...{ input: { login: "me", password: "correct horse" }, address: "192.0.2.1", isOpen: true },
    });
    await expect(signingUp).rejects.toMatchObject(refused("user"));
    const claims = { issuer: "https://id.example", subject: "1", name: "me", email: null };
    await expect(signInByOidc(test.management, claims, { isSignUpOpen: true })).rejects.toMatchObject(refused("user"));
    expect(await used()).toMatchObject({ users: 3 });
  });

  it("there are 1,000 mocks, and what is there can be changed and deleted", async () => {
    await batch(Array.from({ length: 1_000 }, (_, index) => `m${index}`));
    await expect(test.save("one-more")).rejects.toMatchObject(refused("mock"));
    expect(await test.save("m1", { priority: 3 })).toMatchObject({ isReplaced: true });
    await deleteMock(test.management, test.admin, { id: "m1", namespace: "sandbox" });
    expect(await test.save("one-more")).toMatchObject({ isReplaced: false });
    await expect(restoreMock(test.management, test.admin, { id: "m1", namespace: "sandbox" })).rejects.toMatchObject(
      refused("mock"),
    );
  });
});

describe("with licences", () => {
  it("64 callers at once don't make more mocks than all together allow, in whatever namespaces", async () => {
    await activate({ mocks: 10 });
    await activate({ mocks: 7 });
    await Promise.all(["a", "b", "c"].map((name) => test.createNamespace(name)));
    const calls = Array.from({ length: 64 }, (_, index) => {
      const where = ["sandbox", "a", "b", "c"][index % 4] ?? "";
      return saveMock(test.management, test.admin, { input: input(`m${index}`), namespace: where });
    });
    expect(await countDone(calls)).toBe(17);
    expect(await used()).toMatchObject({ mocks: 17 });
  });

  it("64 callers at once don't make more namespaces than are allowed", async () => {
    await activate({ namespaces: 5 });
    expect(await countDone(Array.from({ length: 64 }, (_, index) => namespace(`n${index}`)))).toBe(4);
    expect(await used()).toMatchObject({ namespaces: 5 });
  });

  it("batches over several namespaces, in either order, end with all of theirs or none", async () => {
    await activate({ mocks: 20 });
    await test.createNamespace("a");
    const calls = Array.from({ length: 16 }, (_, index) => {
      const items = ["sandbox", "a", "sandbox", "a"].map((where, item) => ({
        ...{ input: input(`m${index}-${item}`), namespace: where, path: `$[${item}]` },
      }));
      return saveMocks(test.management, test.admin, index % 2 === 0 ? items : items.reverse());
    });
    expect(await countDone(calls)).toBe(5);
    expect(await used()).toMatchObject({ mocks: 20 });
  });

  it("a limit that is reached holds for every way to add a mock, and a lifted one for none", async () => {
    await activate({ mocks: 3 }, "small");
    await test.createNamespace("a");
    await batch(["x", "y"]);
    await batch(["gone", "lost"], "a").catch(() => undefined);
    expect(await used()).toMatchObject({ mocks: 2 });
    await batch(["gone"], "a");
    await deleteMock(test.management, test.admin, { id: "gone", namespace: "a" });
    await batch(["z"]);
    const more = [
      () => copyMocks(test.management, test.admin, { targetNamespace: "a", source: { namespace: "sandbox" } }),
      () => restoreMocks(test.management, test.admin, { ids: ["gone"], namespace: "a" }),
      () => batch(["v"]),
    ];
    for (const add of more) await expect(add()).rejects.toMatchObject(refused("mock"));
    await activate({});
    for (const add of more) await add();
    expect(await used()).toMatchObject({ mocks: 8 });
    await deleteLicence(test.management, test.admin, "small");
  });

  it("a deleted namespace comes back only where it and its mocks have room", async () => {
    await activate({ namespaces: 2, mocks: 2 }, "small");
    await namespace("a");
    await batch(["x"], "a");
    await deleteNamespace(test.management, test.admin, { namespace: "a", scope: "installation" });
    await namespace("b");
    await expect(restoreNamespace(test.management, test.admin, "a")).rejects.toMatchObject(refused("namespace"));
    await deleteNamespace(test.management, test.admin, { namespace: "b", scope: "installation" });
    await batch(["y", "z"]);
    await expect(restoreNamespace(test.management, test.admin, "a")).rejects.toMatchObject(refused("mock"));
    const { cascadeGroupId: groupId } = await test.management.db.namespace.findUniqueOrThrow({ where: { name: "a" } });
    const trash = { namespace: null, groupId: groupId ?? "" };
    await expect(restoreTrashGroup(test.management, test.admin, trash)).rejects.toMatchObject(refused("mock"));
    await deleteMock(test.management, test.admin, { id: "y", namespace: "sandbox" });
    expect(await restoreTrashGroup(test.management, test.admin, trash)).toMatchObject({ restored: 1 });
  });

  it("a smaller licence takes nothing away: all is read, changed and deleted, only nothing is added", async () => {
    await activate({}, "large");
    await batch(["x", "y", "z"]);
    await activate({ mocks: 1 }, "small");
    await deleteLicence(test.management, test.admin, "large");
    expect((await listMocks(test.management, test.admin, { namespace: "sandbox", offset: 0, limit: 10 })).total).toBe(
      3,
    );
    await test.save("x", { priority: 9 });
    await deleteMock(test.management, test.admin, { id: "y", namespace: "sandbox" });
    await expect(test.save("w")).rejects.toMatchObject(refused("mock"));
  });

  it("a change counts at once in every process", async () => {
    const other = openManagementOn(test.databaseUrl, { licensing: { isRequired: true, publicKey: issuer.publicKey } });
    await activate({ mocks: 1 }, "small");
    const add = (id: string) => saveMock(other, test.admin, { input: input(id), namespace: "sandbox" });
    await add("x");
    await expect(add("y")).rejects.toMatchObject(refused("mock"));
    await activate({ mocks: 1 });
    await add("y");
    await closeManagement(other);
  });
});
