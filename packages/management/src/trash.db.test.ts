import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import {
  type Actor,
  createNamespace,
  deleteChain,
  deleteMock,
  deleteMocks,
  deleteNamespace,
  getMock,
  getTrashSettings,
  listMocks,
  listTrash,
  purgeTrash,
  purgeTrashNow,
  restoreTrash,
  restoreTrashGroup,
  searchEntities,
  setTrashSettings,
  summariseTrash,
} from "./index.ts";

let test: TestManagement;
let admin: Actor;
let editor: Actor;
let viewer: Actor;
const made: string[] = [];
let namespace = "";

beforeAll(async () => {
  test = await openTestManagement();
  ({ admin } = test);
});

beforeEach(async () => {
  namespace = `space-${made.push("one")}`;
  await test.createNamespace(namespace);
  editor = await test.createMember(`ed-${namespace}`, { [namespace]: "editor" });
  viewer = await test.createMember(`vi-${namespace}`, { [namespace]: "viewer" });
});

afterAll(() => test.close());

const save = (id: string, rest = {}) => test.save(id, rest, namespace);
const remove = (...ids: string[]) => deleteMocks(test.management, editor, { ids, namespace });
const list = async (filter: object = {}, place: string | null = namespace) => {
  const query = { place: { namespace: place }, filter: { namespace: null, ...filter }, offset: 0, limit: 100 };
  return (await listTrash(test.management, place === null ? admin : viewer, query)).items;
};
const groupOf = async (id: string, place: string | null = namespace): Promise<string> => {
  const found = (await list({}, place)).find((item) => item.id === id);
  if (found === undefined) throw new Error(`${id} is not in the trash`);
  return found.groupId;
};
const live = async () => {
  const { mocks } = await listMocks(test.management, viewer, { namespace, offset: 0, limit: 100 });
  return mocks.map(({ id }) => id).sort();
};
const removeNamespace = () => deleteNamespace(test.management, admin, { namespace, scope: "installation" });

describe("the trash of a namespace", () => {
  it("shows what was deleted, by whom and with what", async () => {
    await Promise.all(["a", "b", "c"].map((id) => save(id)));
    await remove("a", "b");
    await deleteMock(test.management, admin, { id: "c", namespace });
    const items = await list();
    expect(items).toMatchObject([
      { id: "c", type: "mock", name: "/c", namespace, closedBy: "admin", isRestorable: true },
      { id: "a", closedBy: editor.login },
      { id: "b", closedBy: editor.login },
    ]);
    expect(items[1]?.groupId).toBe(items[2]?.groupId);
    expect(items[0]?.groupId).not.toBe(items[1]?.groupId);
    expect((await list({ search: "B" })).map(({ id }) => id)).toEqual(["b"]);
    expect((await list({ search: "%" })).map(({ id }) => id)).toEqual([]);
    expect((await list({ closedBy: "admin" })).map(({ id }) => id)).toEqual(["c"]);
    expect((await list({ types: ["namespace"] })).map(({ id }) => id)).toEqual([]);
    expect((await list({ to: new Date(Date.now() - 60_000) })).map(({ id }) => id)).toEqual([]);
    expect(await summariseTrash(test.management, viewer, { namespace })).toEqual([{ type: "mock", count: 3 }]);
  });

  it("gives back together what was deleted together, and nothing else", async () => {
    await Promise.all(["a", "b", "c"].map((id) => save(id, { chainId: id === "c" ? undefined : "chain" })));
    await deleteChain(test.management, editor, { namespace, chainId: "chain" });
    await remove("c");
    const groupId = await groupOf("a");
    expect(await restoreTrashGroup(test.management, editor, { namespace, groupId })).toMatchObject({
      restored: 2,
      missing: 0,
    });
    expect(await live()).toEqual(["a", "b"]);
    const again = restoreTrashGroup(test.management, editor, { namespace, groupId });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  });

  it("restores and purges groups, and says which are not there", async () => {
    await Promise.all(["a", "b"].map((id) => save(id)));
    await remove("a");
    await remove("b");
    const [a, b] = [await groupOf("a"), await groupOf("b")];
    const none = "0198c2f0-0000-7000-8000-000000000000";
    expect(await restoreTrash(test.management, editor, { namespace, groupIds: [a, none, a] })).toMatchObject({
      done: [a],
      failed: [],
      notFound: [none],
    });
    expect(await purgeTrash(test.management, editor, { namespace, groupIds: [b, none] })).toEqual({
      done: [b],
      failed: [],
      notFound: [none],
    });
    expect(await list()).toEqual([]);
    expect(await live()).toEqual(["a"]);
    await expect(getMock(test.management, viewer, { id: "b", namespace })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is read by viewers, emptied by editors, and its setting is the owners'", async () => {
    await save("a");
    await remove("a");
    const groupIds = [await groupOf("a")];
    await expect(purgeTrash(test.management, viewer, { namespace, groupIds })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(restoreTrash(test.management, viewer, { namespace, groupIds })).rejects.toMatchObject({
      code: "forbidden",
    });
    const setting = { namespace, isEnabled: false, days: 5 };
    await expect(setTrashSettings(test.management, editor, setting)).rejects.toMatchObject({ code: "forbidden" });
    await expect(summariseTrash(test.management, viewer, { namespace: null })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(summariseTrash(test.management, viewer, { namespace: "sandbox" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("never touches what another namespace deleted in the same moment", async () => {
    await save("here");
    const other = `${namespace}-other`;
    await test.createNamespace(other);
    await test.save("there", {}, other);
    await deleteMocks(test.management, admin, { ids: ["here", "there"], namespace: undefined });
    const groupId = await groupOf("here");
    expect(await restoreTrashGroup(test.management, editor, { namespace, groupId })).toMatchObject({ restored: 1 });
    expect(await list({ namespace: other }, null)).toHaveLength(1);
  });
});

describe("the trash of the installation", () => {
  it("has deleted namespaces; what was deleted in them before comes back only after them", async () => {
    await Promise.all(["a", "b"].map((id) => save(id)));
    await remove("a");
    await removeNamespace();
    expect(await list({ namespace }, null)).toMatchObject([{ id: "a", isRestorable: false }]);
    const found = await list({ search: namespace }, null);
    expect(found).toMatchObject([{ type: "namespace", id: namespace, isRestorable: true, closedBy: "admin" }]);
    const [ofMock, ofNamespace] = [await groupOf("a", null), found[0]?.groupId ?? ""];
    expect(await restoreTrashGroup(test.management, admin, { namespace: null, groupId: ofMock })).toMatchObject({
      restored: 0,
      missing: 1,
    });
    expect(
      await restoreTrash(test.management, admin, { namespace: null, groupIds: [ofMock, ofNamespace] }),
    ).toMatchObject({ done: [ofNamespace], failed: [ofMock] });
    expect(await live()).toEqual(["b"]);
    expect(await restoreTrashGroup(test.management, admin, { namespace: null, groupId: ofMock })).toMatchObject({
      restored: 1,
    });
  });

  it("purges a namespace with everything in it: the next one of its name is empty", async () => {
    await save("a");
    await test.management.db.storeEntry.create({ data: { namespaceName: namespace, key: "k", value: "1" } });
    await removeNamespace();
    const [item] = await list({ search: namespace }, null);
    const groupIds = [item?.groupId ?? ""];
    expect(await purgeTrash(test.management, admin, { namespace: null, groupIds })).toMatchObject({ done: groupIds });
    await createNamespace(test.management, admin, namespace);
    const { mocks } = await listMocks(test.management, admin, { namespace, offset: 0, limit: 10 });
    expect(mocks).toEqual([]);
    expect(await test.management.db.storeEntry.count({ where: { namespaceName: namespace } })).toBe(0);
    expect(await test.management.db.member.count({ where: { namespaceName: namespace } })).toBe(1);
  });

  it("has a setting that counts for namespaces without one of their own", async () => {
    const ofNamespace = () => getTrashSettings(test.management, viewer, { namespace });
    expect(await ofNamespace()).toMatchObject({ isEnabled: true, days: 30, isInherited: true });
    await setTrashSettings(test.management, admin, { namespace: null, isEnabled: true, days: 3 });
    expect(await ofNamespace()).toMatchObject({ days: 3, isInherited: true, changedBy: "admin" });
    await setTrashSettings(test.management, admin, { namespace, isEnabled: false, days: 9 });
    expect(await ofNamespace()).toMatchObject({ isEnabled: false, days: 9, isInherited: false });
    await save("kept");
    await remove("kept");
    const old = new Date(Date.now() - 4 * 86_400_000);
    await test.management.db.mock.updateMany({ where: { closedAt: { not: null } }, data: { closedAt: old } });
    expect((await purgeTrashNow(test.management, admin)).scanned).toBeGreaterThan(1);
    expect(await list()).toMatchObject([{ id: "kept" }]);
    expect((await list({}, null)).map(({ id }) => id)).toEqual(["kept"]);
    await setTrashSettings(test.management, admin, { namespace: null, isEnabled: true, days: 30 });
  });
});

describe("searching", () => {
  const search = (actor: Actor, given: { namespace?: string; search?: string } = {}) =>
    searchEntities(test.management, actor, { namespace: undefined, search: "", offset: 0, limit: 10, ...given });

  it("finds live mocks by a part of their route or id, only where the actor may read", async () => {
    await save("Order-1");
    await save("gone");
    await remove("gone");
    await test.save("order-2", {}, "sandbox");
    const { items, total } = await search(viewer, { search: "oRDer" });
    expect([items, total]).toMatchObject([[{ id: "Order-1", name: "/Order-1", namespace }], 1]);
    expect((await search(viewer)).total).toBe(1);
    const all = await search(admin, { search: "order-" });
    expect(all.items.map(({ id }) => id)).toEqual(expect.arrayContaining(["Order-1", "order-2"]));
    await expect(search(viewer, { namespace: "sandbox" })).rejects.toMatchObject({ code: "not_found" });
    await removeNamespace();
    expect((await search(admin, { search: "Order-1" })).total).toBe(0);
  });
});
