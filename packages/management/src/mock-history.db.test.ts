import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import {
  deleteMock,
  getMock,
  getMockVersion,
  listMockVersions,
  MockChangedError,
  organiseMocks,
  patchMock,
  type Precondition,
  purgeMock,
  restoreMock,
  restoreMockVersion,
  revisionOf,
} from "./index.ts";

let test: TestManagement;

beforeAll(async () => {
  test = await openTestManagement();
});

afterAll(() => test.close());

const at = (id: string, namespace = "sandbox") => ({ id, namespace });

describe("the history of a mock", () => {
  const versions = async (id: string) =>
    (await listMockVersions(test.management, test.admin, at(id))).map(({ version }) => version);

  it("has what every save made of it, newest first, and what came before", async () => {
    await test.save("history", { priority: 1, tags: ["one"] });
    await test.save("history", { priority: 2 });
    await patchMock(test.management, test.admin, { reference: at("history"), patch: { priority: 3 } });
    expect(await versions("history")).toEqual([3, 2, 1]);
    const { version, previous } = await getMockVersion(test.management, test.admin, {
      reference: at("history"),
      version: 2,
    });
    expect(version.definition.priority).toBe(2);
    expect(previous?.definition).toMatchObject({ priority: 1, tags: ["one"] });
    const first = await getMockVersion(test.management, test.admin, { reference: at("history"), version: 1 });
    expect(first.previous).toBeNull();
    await expect(
      getMockVersion(test.management, test.admin, { reference: at("history"), version: 4 }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps the newest hundred versions, and less when they are large", async () => {
    const data = Array.from({ length: 120 }, (_, index) => ({
      namespaceName: "sandbox",
      mockId: "long",
      version: index + 1,
      definition: "{}",
    }));
    await test.save("long");
    await test.management.db.mock.updateMany({ where: { id: "long" }, data: { version: 120 } });
    await test.management.db.mockVersion.deleteMany({ where: { mockId: "long" } });
    await test.management.db.mockVersion.createMany({ data });
    await test.save("long");
    const kept = await versions("long");
    expect(kept).toHaveLength(100);
    expect(kept[0]).toBe(121);
    expect(kept.at(-1)).toBe(22);
    for (let index = 0; index < 5; index++) {
      await test.save("large", { response: { payload: "x".repeat(5_000_000) } });
    }
    expect(await versions("large")).toEqual([5, 4, 3]);
  });

  it("restores a version as a new one, in the folder in which the mock is, with that version's secrets", async () => {
    const webhooks = [{ url: "http://app/x", headers: { Authorization: "Bearer first" } }];
    await test.save("back", { webhooks, ttl: 60, tags: ["first"] });
    await test.save("back", { folderId: "f" });
    const request = { reference: at("back"), version: 1 };
    const { mock } = await restoreMockVersion(test.management, test.admin, request);
    expect(mock).toMatchObject({ version: 3, definition: { ttl: 60, tags: ["first"], folderId: "f" } });
    expect(mock.definition.webhooks?.[0]?.headers).toEqual({ Authorization: "••••••" });
    const rows = await test.management.db.mockVersion.findMany({
      where: { mockId: "back" },
      orderBy: { version: "asc" },
    });
    const sealed = rows.map(({ definition }) => /"Authorization":"([^"]+)"/.exec(definition)?.[1]);
    expect(sealed[2]).toBe(sealed[0]);
    expect(JSON.stringify(rows)).not.toContain("Bearer first");
    const shown = JSON.stringify([
      await listMockVersions(test.management, test.admin, at("back")),
      await getMockVersion(test.management, test.admin, request),
    ]);
    expect(shown).toContain("••••••");
    expect(shown).not.toContain(sealed[0] ?? "nothing is sealed");
  });

  it("brings a deleted mock back as it was at a version", async () => {
    await test.save("revived", { priority: 1 });
    await test.save("revived", { priority: 2 });
    await deleteMock(test.management, test.admin, at("revived"));
    await restoreMockVersion(test.management, test.admin, { reference: at("revived"), version: 1 });
    const mock = await getMock(test.management, test.admin, at("revived"));
    expect(mock).toMatchObject({ version: 3, closedAt: null, definition: { priority: 1 } });
  });

  it("outlives deletion and restoring, and ends with a purge", async () => {
    await test.save("ended");
    await deleteMock(test.management, test.admin, at("ended"));
    await expect(versions("ended")).rejects.toMatchObject({ code: "not_found" });
    await restoreMock(test.management, test.admin, at("ended"));
    expect(await versions("ended")).toEqual([1]);
    await purgeMock(test.management, test.admin, at("ended"));
    await test.save("ended");
    expect(await versions("ended")).toEqual([1]);
  });

  it("of a deleted mock is restored and purged wherever it is, when no namespace is named", async () => {
    await test.createNamespace("elsewhere");
    await test.save("far", {}, "elsewhere");
    const far = { id: "far", namespace: undefined };
    await deleteMock(test.management, test.admin, far);
    expect((await restoreMock(test.management, test.admin, far)).mock.namespace).toBe("elsewhere");
    await deleteMock(test.management, test.admin, far);
    expect((await purgeMock(test.management, test.admin, far)).namespace).toBe("elsewhere");
    expect(await test.management.db.mockVersion.count({ where: { mockId: "far" } })).toBe(0);
  });

  it("is read by viewers, restored by editors, and hidden from others", async () => {
    await test.createNamespace("team");
    await test.createNamespace("other");
    await test.save("shared", {}, "team");
    const viewer = await test.createMember("viewer", { team: "viewer" });
    const stranger = await test.createMember("stranger", { other: "owner" });
    const reference = at("shared", "team");
    expect(await listMockVersions(test.management, viewer, reference)).toHaveLength(1);
    await expect(restoreMockVersion(test.management, viewer, { reference, version: 1 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(listMockVersions(test.management, stranger, reference)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a precondition", () => {
  const current = async (id: string) => revisionOf(await getMock(test.management, test.admin, at(id)));
  const patch = (id: string, precondition: Precondition) =>
    patchMock(test.management, test.admin, { reference: at(id), patch: { priority: 9 }, precondition });

  it("that is met lets the change through, and any change makes another revision", async () => {
    await test.save("met");
    const first = await current("met");
    await patch("met", { kind: "revision", revisions: ["other", first] });
    const second = await current("met");
    expect(second).not.toBe(first);
    await organiseMocks(test.management, test.admin, {
      references: { ids: ["met"], namespace: "sandbox" },
      change: { tags: ["t"] },
    });
    expect(await current("met")).not.toBe(second);
  });

  it("that is not met changes nothing and shows both versions, secrets masked", async () => {
    await test.save("late", { webhooks: [{ url: "http://app/x", headers: { Authorization: "Bearer planted" } }] });
    const stale = await current("late");
    await patchMock(test.management, test.admin, { reference: at("late"), patch: { priority: 2 } });
    const precondition: Precondition = { kind: "revision", revisions: [stale] };
    const attempts = [
      () => patch("late", precondition),
      () => deleteMock(test.management, test.admin, { ...at("late"), precondition }),
      () => restoreMockVersion(test.management, test.admin, { reference: at("late"), version: 1, precondition }),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(MockChangedError);
      expect(error).toMatchObject({ status: 412, expectedVersion: 1, current: { version: 2 } });
      expect(JSON.stringify(error)).toContain("••••••");
    }
    expect((await getMock(test.management, test.admin, at("late"))).version).toBe(2);
  });

  it("lets one of many concurrent writers win, and loses no change of those without one", async () => {
    await test.save("raced");
    const revision = await current("raced");
    const precondition: Precondition = { kind: "revision", revisions: [revision] };
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => patch("raced", precondition)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const fields = ["serverName", "pathPrefix", "chainId"];
    await Promise.all(
      fields.map((field) =>
        patchMock(test.management, test.admin, { reference: at("raced"), patch: { [field]: field } }),
      ),
    );
    const { definition } = await getMock(test.management, test.admin, at("raced"));
    expect(definition).toMatchObject({ serverName: "serverName", pathPrefix: "pathPrefix", chainId: "chainId" });
  });

  it("can demand that a mock is there, or that it is not; a deleted one is not", async () => {
    await test.save("there");
    await patch("there", { kind: "present" });
    await expect(patch("there", { kind: "absent" })).rejects.toMatchObject({ code: "precondition_failed" });
    await deleteMock(test.management, test.admin, at("there"));
    await expect(patch("there", { kind: "present" })).rejects.toMatchObject({
      code: "precondition_failed",
      current: null,
    });
  });
});
