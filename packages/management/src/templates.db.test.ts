import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import type { Actor } from "./actor.ts";
import { deleteTemplate, getTemplate, listTemplates, saveTemplate } from "./index.ts";

let test: TestManagement;

beforeAll(async () => {
  test = await openTestManagement();
});

afterAll(() => test.close());

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const put = (name: string, content = bytes("x"), { actor = test.admin, namespace = "sandbox" } = {}) =>
  saveTemplate(test.management, actor, { namespace, name, content });
const changedAt = async (id: string) => (await test.management.db.mock.findFirstOrThrow({ where: { id } })).changedAt;

describe("templates", () => {
  it("are kept byte for byte, replaced whole, listed by name and removed", async () => {
    const binary = Uint8Array.from({ length: 256 }, (_, index) => index);
    await put("dir/Binary.bin", binary);
    await put("a.json");
    await put("a.json", bytes("{}"));
    const key = { namespace: "sandbox", name: "dir/Binary.bin" };
    expect(Buffer.from(await getTemplate(test.management, test.admin, key))).toEqual(Buffer.from(binary));
    const list = (search: string, offset = 0, limit = 10) =>
      listTemplates(test.management, test.admin, { namespace: "sandbox", search, offset, limit });
    expect(await list("")).toMatchObject({
      total: 2,
      files: [
        { name: "a.json", bytes: 2 },
        { name: "dir/Binary.bin", bytes: 256 },
      ],
    });
    expect((await list("binary")).files).toHaveLength(1);
    expect((await list("%")).total).toBe(0);
    expect(await list("", 1, 1)).toMatchObject({ total: 2, files: [{ name: "dir/Binary.bin" }] });
    await deleteTemplate(test.management, test.admin, key);
    for (const again of [getTemplate, deleteTemplate]) {
      await expect(again(test.management, test.admin, key)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("that change have the mocks that name them loaded anew, and no others", async () => {
    await test.save("payload", { response: { payloadTemplatePath: "used.json" } });
    await test.save("one-of", { oneOf: { responses: [{}, { payloadTemplatePath: "used.json" }] } });
    const conditions = [{ path: "$", assertAction: "equals", valueFromFile: "used.json" }];
    await test.save("condition", { http: { route: "/c", conditions } });
    await test.save("unrelated", { response: { payloadTemplatePath: "other.json" } });
    const unrelated = await changedAt("unrelated");
    const versionOf = async () =>
      (await test.management.db.namespace.findUniqueOrThrow({ where: { name: "sandbox" } })).version;
    for (const change of [
      () => put("used.json"),
      () => deleteTemplate(test.management, test.admin, { namespace: "sandbox", name: "used.json" }),
    ]) {
      const before = await versionOf();
      await change();
      expect(await versionOf()).toBe(before + 1n);
      for (const id of ["payload", "one-of", "condition"]) expect(await changedAt(id)).toBe(before + 1n);
      expect(await changedAt("unrelated")).toBe(unrelated);
    }
  });

  it("are bounded in size and number; one that is there can still be replaced", async () => {
    await expect(put("big", new Uint8Array(5 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: "too_large" });
    await put("big", new Uint8Array(5 * 1024 * 1024));
    await test.createNamespace("full");
    const data = Array.from({ length: 1_000 }, (_, index) => ({
      namespaceName: "full",
      name: `${index}`,
      content: bytes(""),
    }));
    await test.management.db.templateFile.createMany({ data });
    await expect(put("one more", bytes("x"), { namespace: "full" })).rejects.toMatchObject({ code: "conflict" });
    await put("7", bytes("x"), { namespace: "full" });
  });

  it("are read by viewers, written by editors, and hidden from others", async () => {
    await test.createNamespace("team");
    await test.createNamespace("other");
    await put("shared", bytes("ours"), { namespace: "team" });
    const viewer = await test.createMember("viewer", { team: "viewer" });
    const stranger = await test.createMember("stranger", { other: "owner" });
    const key = { namespace: "team", name: "shared" };
    const attempts = (actor: Actor) => [
      put("shared", bytes("theirs"), { actor, namespace: "team" }),
      deleteTemplate(test.management, actor, key),
    ];
    expect(Buffer.from(await getTemplate(test.management, viewer, key)).toString()).toBe("ours");
    for (const attempt of attempts(viewer)) await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    for (const attempt of attempts(stranger)) await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    await expect(getTemplate(test.management, stranger, key)).rejects.toMatchObject({ code: "not_found" });
  });
});
