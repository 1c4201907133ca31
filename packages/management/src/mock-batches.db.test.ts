import { MockInputSchema } from "@understudy/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import type { Actor } from "./actor.ts";
import {
  copyMocks,
  deleteChain,
  deleteMocks,
  getMock,
  listMocks,
  organiseMocks,
  restoreMocks,
  saveMocks,
} from "./index.ts";

let test: TestManagement;
let viewer: Actor;
let editor: Actor;

beforeAll(async () => {
  test = await openTestManagement();
  for (const name of ["left", "right", "foreign"]) await test.createNamespace(name);
  viewer = await test.createMember("viewer", { left: "viewer" });
  editor = await test.createMember("editor", { left: "editor", right: "viewer" });
});

afterAll(() => test.close());

const item = (id: string, rest: object = {}, namespace = "sandbox") => ({
  input: MockInputSchema.parse({ id, http: { route: `/${id}` }, ...rest }),
  namespace,
  path: `$[${id}]`,
});
const versionOf = async (name: string) =>
  (await test.management.db.namespace.findUniqueOrThrow({ where: { name } })).version;
const idsOf = async (namespace: string) =>
  (await listMocks(test.management, test.admin, { namespace, offset: 0, limit: 100 })).mocks.map(({ id }) => id).sort();
const get = (id: string, namespace = "sandbox") => getMock(test.management, test.admin, { id, namespace });

describe("saving many mocks", () => {
  it("raises the version of each namespace once, writes their history, and says what was replaced", async () => {
    await test.save("old");
    const before = [await versionOf("sandbox"), await versionOf("left")];
    const saved = await saveMocks(test.management, test.admin, [
      item("old", { priority: 1 }),
      item("new"),
      item("new", {}, "left"),
    ]);
    expect(saved).toMatchObject({ ids: ["old", "new", "new"], replacedIds: ["old"] });
    expect([await versionOf("sandbox"), await versionOf("left")]).toEqual(before.map((version) => version + 1n));
    expect(await get("old")).toMatchObject({ version: 2, definition: { priority: 1 } });
    expect(await test.management.db.mockVersion.count({ where: { namespaceName: "sandbox", mockId: "old" } })).toBe(2);
  });

  it("saves none when anything is wrong with one, and names every place", async () => {
    const before = await idsOf("sandbox");
    const headers = { Authorization: "••••••" };
    const attempt = (...items: ReturnType<typeof item>[]) => saveMocks(test.management, test.admin, items);
    await expect(
      attempt(
        item("fine"),
        item("same"),
        item("same"),
        item("path", { http: { route: "/x", conditions: [{ path: "$[", assertAction: "equals", value: 1 }] } }),
      ),
    ).rejects.toMatchObject({
      code: "validation",
      problems: [{ path: "$[same].id" }, { path: "$[path].http.conditions[0].path" }],
    });
    await expect(
      attempt(item("fine"), item("mask", { webhooks: [{ url: "http://a", headers }] })),
    ).rejects.toMatchObject({ problems: [{ path: "$[mask].webhooks[0].headers.Authorization" }] });
    expect(await idsOf("sandbox")).toEqual(before);
  });

  it("takes a thousand mocks at once", async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => item(`many-${index}`, { tags: ["many"] }));
    await saveMocks(test.management, test.admin, many);
    const { total } = await listMocks(test.management, test.admin, {
      namespace: "sandbox",
      tags: ["many"],
      offset: 0,
      limit: 1,
    });
    expect(total).toBe(1_000);
  });

  it("is refused whole for whoever may not write in one of the namespaces", async () => {
    const attempt = (actor: Actor, namespace: string) =>
      saveMocks(test.management, actor, [item("mine", {}, "left"), item("theirs", {}, namespace)]);
    await expect(attempt(viewer, "left")).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(editor, "right")).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(editor, "foreign")).rejects.toMatchObject({ code: "not_found" });
    expect(await idsOf("left")).not.toContain("mine");
  });
});

describe("deleting and restoring many mocks", () => {
  it("does all or nothing: an id that is nowhere is named, and the others stay", async () => {
    await test.save("d1");
    await test.save("d2");
    const references = (...ids: string[]) => ({ ids, namespace: undefined });
    for (const change of [deleteMocks, restoreMocks]) {
      await expect(change(test.management, test.admin, references("d1", "nowhere", "d2"))).rejects.toMatchObject({
        code: "not_found",
        problems: [{ path: "$.ids[1]" }],
      });
    }
    expect(await idsOf("sandbox")).toEqual(expect.arrayContaining(["d1", "d2"]));
    await deleteMocks(test.management, test.admin, references("d1", "d2"));
    expect(await idsOf("sandbox")).not.toContain("d1");
    await restoreMocks(test.management, test.admin, references("d1", "d2"));
    expect(await idsOf("sandbox")).toEqual(expect.arrayContaining(["d1", "d2"]));
  });

  it("finds each mock where it is when no namespace is named, and asks when that may be several", async () => {
    await test.save("only-left", {}, "left");
    await test.save("two", {}, "left");
    await test.save("two", {}, "right");
    const remove = (...ids: string[]) => deleteMocks(test.management, test.admin, { ids, namespace: undefined });
    await expect(remove("only-left", "two")).rejects.toMatchObject({ code: "conflict" });
    await remove("only-left");
    expect(await idsOf("left")).not.toContain("only-left");
  });

  it("is refused for viewers, and for namespaces that the actor can't see", async () => {
    await test.save("kept", {}, "left");
    await test.save("kept", {}, "foreign");
    const attempt = (actor: Actor, namespace?: string) =>
      deleteMocks(test.management, actor, { ids: ["kept"], namespace });
    await expect(attempt(viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(viewer, "left")).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(viewer, "foreign")).rejects.toMatchObject({ code: "not_found" });
    await attempt(editor);
    expect(await idsOf("foreign")).toContain("kept");
  });

  it("deletes the mocks of a chain, and no other", async () => {
    for (const id of ["c1", "c2"]) await test.save(id, { chainId: "chain" });
    await test.save("c3", { chainId: "other" });
    const chain = { namespace: "sandbox", chainId: "chain" };
    expect((await deleteChain(test.management, test.admin, chain)).deleted).toBe(2);
    expect(await idsOf("sandbox")).toContain("c3");
    expect(await idsOf("sandbox")).not.toContain("c1");
    await expect(deleteChain(test.management, viewer, { ...chain, namespace: "left" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("tagging many mocks", () => {
  it("replaces their tags without a new version, and without restarting their ttl", async () => {
    const { mock } = await test.save("tagged", { ttl: 100, tags: ["a", "b"] });
    const references = { ids: ["tagged"], namespace: undefined };
    const before = await versionOf("sandbox");
    await organiseMocks(test.management, test.admin, { references, change: { tags: ["c"] } });
    const read = await get("tagged");
    expect(read).toMatchObject({ version: 1, expireAt: mock.expireAt, definition: { tags: ["c"], ttl: 100 } });
    expect(await versionOf("sandbox")).toBe(before);
    await expect(
      organiseMocks(test.management, viewer, {
        references: { ids: ["kept"], namespace: "left" },
        change: { tags: [] },
      }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("copying mocks", () => {
  const webhooks = [{ url: "http://app/x", headers: { Authorization: "Bearer planted" } }];

  it("carries secrets sealed, keeps ids, replaces what is there and leaves the folder", async () => {
    await test.save("copied", { webhooks, folderId: "somewhere", chainId: "c" });
    await test.save("copied", {}, "right");
    const source = { ids: ["copied"], namespace: "sandbox", path: "$.ids" };
    const { ids } = await copyMocks(test.management, test.admin, { source, targetNamespace: "right" });
    expect(ids).toEqual(["copied"]);
    const rows = await test.management.db.mock.findMany({ where: { id: "copied" } });
    const secrets = rows.map((row) => /"Authorization":"([^"]+)"/.exec(row.definition)?.[1]);
    expect(secrets[0]).toBe(secrets[1]);
    expect(JSON.stringify(rows.map((row) => row.definition))).not.toContain("planted");
    const copy = await get("copied", "right");
    expect(copy).toMatchObject({ version: 2, definition: { chainId: "c" } });
    expect(copy.definition).not.toHaveProperty("folderId");
  });

  it("copies all mocks of a namespace, but no more than a request may change", async () => {
    await test.createNamespace("all");
    await copyMocks(test.management, test.admin, { source: { namespace: "right" }, targetNamespace: "all" });
    expect(await idsOf("all")).toEqual(await idsOf("right"));
    await expect(
      copyMocks(test.management, test.admin, { source: { namespace: "sandbox" }, targetNamespace: "all" }),
    ).rejects.toMatchObject({ code: "validation", problems: [{ path: "$.mockIds" }] });
    await expect(
      copyMocks(test.management, test.admin, { source: { namespace: "all" }, targetNamespace: "all" }),
    ).rejects.toMatchObject({ problems: [{ path: "$.targetNamespace" }] });
  });

  it("needs to read the source and to write the target", async () => {
    const attempt = (from: string, targetNamespace: string) =>
      copyMocks(test.management, editor, { source: { namespace: from }, targetNamespace });
    await expect(attempt("left", "right")).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt("foreign", "left")).rejects.toMatchObject({ code: "not_found" });
    await expect(attempt("left", "foreign")).rejects.toMatchObject({ code: "not_found" });
    await attempt("right", "left");
  });
});
