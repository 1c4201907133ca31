import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import type { Actor } from "./actor.ts";
import {
  changeFolder,
  createFolder,
  createTag,
  deleteFolder,
  deleteMock,
  getMock,
  listFolders,
  listTags,
  organiseMocks,
} from "./index.ts";

let test: TestManagement;
let viewer: Actor;
let stranger: Actor;

beforeAll(async () => {
  test = await openTestManagement();
  for (const name of ["team", "other"]) await test.createNamespace(name);
  viewer = await test.createMember("viewer", { team: "viewer" });
  stranger = await test.createMember("stranger", { other: "owner" });
});

afterAll(() => test.close());

const make = (name: string, parentId: string | null = null, { actor = test.admin, namespace = "team" } = {}) =>
  createFolder(test.management, actor, { namespace, name, parentId, sortOrder: 0 });
const move = (id: string, parentId: string | null, namespace?: string) =>
  changeFolder(test.management, test.admin, { reference: { id, namespace }, change: { parentId } });
const put = (ids: string[], folderId: string | null) =>
  organiseMocks(test.management, test.admin, { references: { ids, namespace: "team" }, change: { folderId } });
const folderOf = async (id: string) =>
  (await getMock(test.management, test.admin, { id, namespace: "team" })).definition.folderId ?? null;
const list = () => listFolders(test.management, test.admin, "team");

describe("folders", () => {
  it("hold mocks and folders, and count the live mocks in them", async () => {
    const outer = await make("outer");
    const inner = await make("inner", outer.id);
    await test.save("a", {}, "team");
    await test.save("b", { folderId: outer.id }, "team");
    await test.save("c", { folderId: outer.id }, "team");
    await put(["a"], inner.id);
    await deleteMock(test.management, test.admin, { id: "c", namespace: "team" });
    const counts = Object.fromEntries((await list()).map(({ name, mockCount }) => [name, mockCount]));
    expect(counts).toMatchObject({ outer: 1, inner: 1 });
    await expect(put(["a"], "nowhere")).rejects.toMatchObject({ problems: [{ path: "$.folderId" }] });
    expect(await folderOf("a")).toBe(inner.id);
  });

  it("that are removed leave their mocks at the root and their folders to their parent", async () => {
    const top = await make("top");
    const middle = await make("middle", top.id);
    const bottom = await make("bottom", middle.id);
    await test.save("d", { folderId: middle.id, priority: 5 }, "team");
    await test.save("e", { folderId: middle.id }, "team");
    await deleteMock(test.management, test.admin, { id: "e", namespace: "team" });
    await deleteFolder(test.management, test.admin, { id: middle.id, namespace: undefined });
    expect(await folderOf("d")).toBeNull();
    expect((await getMock(test.management, test.admin, { id: "d", namespace: "team" })).definition.priority).toBe(5);
    expect((await list()).find(({ id }) => id === bottom.id)?.parentId).toBe(top.id);
    const deleted = await test.management.db.mock.findFirstOrThrow({ where: { id: "e" } });
    expect(deleted.folderId).toBeNull();
    await expect(deleteFolder(test.management, test.admin, { id: middle.id, namespace: "team" })).rejects.toMatchObject(
      { code: "not_found" },
    );
  });

  it("never stand in themselves, however many move at once", async () => {
    const [a, b] = [await make("a"), await make("b")];
    const c = await make("c", b.id);
    for (const parent of [b.id, c.id]) {
      await expect(move(b.id, parent)).rejects.toMatchObject({ problems: [{ path: "$.parentId" }] });
    }
    await expect(move(b.id, "nowhere")).rejects.toMatchObject({ problems: [{ path: "$.parentId" }] });
    const moves = await Promise.allSettled([move(a.id, b.id), move(b.id, a.id)]);
    expect(moves.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const moved = moves[0].status === "fulfilled" ? a : b;
    expect((await move(moved.id, null)).parentId).toBeNull();
  });

  it("keep what a change does not name", async () => {
    const { id } = await make("named");
    const change = { sortOrder: 7 };
    await changeFolder(test.management, test.admin, { reference: { id, namespace: "team" }, change });
    const renamed = await changeFolder(test.management, test.admin, {
      reference: { id, namespace: "team" },
      change: { name: "renamed" },
    });
    expect(renamed).toMatchObject({ name: "renamed", sortOrder: 7, parentId: null });
  });

  it("are made by editors, seen by viewers, and hidden from others", async () => {
    const { id } = await make("guarded");
    await expect(make("no", null, { actor: viewer })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteFolder(test.management, viewer, { id, namespace: undefined })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await listFolders(test.management, viewer, "team")).length).toBeGreaterThan(0);
    await expect(make("no", null, { actor: stranger })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteFolder(test.management, stranger, { id, namespace: undefined })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(make("no", id, { namespace: "other" })).rejects.toMatchObject({ code: "validation" });
  });

  it("are a thousand a namespace at most", async () => {
    await test.createNamespace("full");
    const data = Array.from({ length: 1_000 }, (_, index) => ({ namespaceName: "full", id: `${index}`, name: "x" }));
    await test.management.db.mockFolder.createMany({ data });
    await expect(make("one more", null, { namespace: "full" })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("tags", () => {
  it("are those of live mocks and those that were made, with their counts", async () => {
    await test.save("t1", { tags: ["red", "blue"] });
    await test.save("t2", { tags: ["red"] });
    await test.save("t3", { tags: ["gone"] });
    await deleteMock(test.management, test.admin, { id: "t3", namespace: "sandbox" });
    const create = (name: string) => createTag(test.management, test.admin, { namespace: "sandbox", name });
    expect(await create("later")).toEqual({ name: "later", count: 0 });
    expect(await create("red")).toEqual({ name: "red", count: 2 });
    expect(await create("red")).toEqual({ name: "red", count: 2 });
    expect(await listTags(test.management, test.admin, { namespace: "sandbox", limit: 10 })).toEqual({
      tags: [
        { name: "blue", count: 1 },
        { name: "later", count: 0 },
        { name: "red", count: 2 },
      ],
      total: 3,
      next: null,
    });
  });

  it("are made by editors, seen by viewers, hidden from others, and bounded", async () => {
    const create = (actor: Actor) => createTag(test.management, actor, { namespace: "team", name: "x" });
    await expect(create(viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(create(stranger)).rejects.toMatchObject({ code: "not_found" });
    const query = { namespace: "team", limit: 1_000 };
    await expect(listTags(test.management, stranger, query)).rejects.toMatchObject({ code: "not_found" });
    const data = Array.from({ length: 1_000 }, (_, index) => ({ namespaceName: "team", name: `tag-${index}` }));
    await test.management.db.tag.createMany({ data });
    await expect(create(test.admin)).rejects.toMatchObject({ code: "conflict" });
    expect((await listTags(test.management, viewer, query)).tags).toHaveLength(1_000);
  });
});
