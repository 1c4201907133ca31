import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import {
  type Actor,
  createApiToken,
  createNamespace,
  deleteNamespace,
  findBearerActor,
  getMock,
  listMembers,
  listNamespaces,
  listNamespaceSummaries,
  listStore,
  restoreNamespace,
  setStoreEntry,
} from "./index.ts";

let test: TestManagement;
let owner: Actor;
let editor: Actor;
let support: Actor;

beforeAll(async () => {
  test = await openTestManagement();
  await test.createNamespace("shop");
  owner = await test.createMember("olga", { shop: "owner" });
  editor = await test.createMember("ed", { shop: "editor" });
  support = { ...(await test.createMember("sue", {})), systemRole: "support" };
});

afterAll(() => test.close());

const shop = { namespace: "shop", scope: "namespace" } as const;
const store = { namespace: "shop", chainId: "" };
const byInstallation = { namespace: "shop", scope: "installation" } as const;
const listed = async (isDeletedToo: boolean) => {
  const query = { isDeletedToo, offset: 0, limit: 100 };
  return (await listNamespaceSummaries(test.management, test.admin, query)).namespaces;
};

describe("deleting a namespace", () => {
  it("is for its owners and for admins", async () => {
    await expect(deleteNamespace(test.management, editor, shop)).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteNamespace(test.management, owner, byInstallation)).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteNamespace(test.management, support, byInstallation)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(restoreNamespace(test.management, owner, "shop")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is not possible for sandbox, nor for one that is not there", async () => {
    const remove = (namespace: string) =>
      deleteNamespace(test.management, test.admin, { ...byInstallation, namespace });
    await expect(remove("sandbox")).rejects.toMatchObject({ code: "conflict" });
    await expect(remove("nowhere")).rejects.toMatchObject({ code: "not_found" });
    await expect(restoreNamespace(test.management, test.admin, "nowhere")).rejects.toMatchObject({ code: "not_found" });
  });

  it("hides all of it and stops its tokens; restoring brings mocks, stores, members and tokens back", async () => {
    await test.save("kept", {}, "shop");
    await setStoreEntry(test.management, owner, { store, key: "a", value: 1 });
    const given = { name: "ci", description: "", allowed_actions: [], metadata: {} };
    const { token } = await createApiToken(test.management, owner, { ...given, namespace: "shop" });
    const { token: unbound } = await createApiToken(test.management, owner, given);

    await deleteNamespace(test.management, owner, shop);
    expect(await findBearerActor(test.management, token)).toBeNull();
    const left = await findBearerActor(test.management, unbound);
    expect(left?.roles.size).toBe(0);
    await expect(getMock(test.management, left ?? editor, { id: "kept", namespace: "shop" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      listMembers(test.management, test.admin, { ...byInstallation, offset: 0, limit: 10 }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await listNamespaces(test.management, test.admin)).map(({ name }) => name)).not.toContain("shop");
    expect((await listed(false)).map(({ name }) => name)).not.toContain("shop");
    expect(await listed(true)).toContainEqual(
      expect.objectContaining({ name: "shop", mockCount: 1, userCount: 2, closedAt: expect.any(Date) as Date }),
    );
    await expect(createNamespace(test.management, test.admin, "shop")).rejects.toMatchObject({ code: "conflict" });
    await expect(deleteNamespace(test.management, test.admin, byInstallation)).rejects.toMatchObject({
      code: "not_found",
    });

    await restoreNamespace(test.management, test.admin, "shop");
    const again = await findBearerActor(test.management, token);
    expect(again?.roles.get("shop")).toBe("owner");
    if (again === null) throw new Error("the token is valid again");
    expect(await getMock(test.management, again, { id: "kept", namespace: "shop" })).toMatchObject({ id: "kept" });
    expect((await listStore(test.management, again, { store, limit: 10 })).entries).toEqual([["a", 1]]);
    expect(await listed(false)).toContainEqual(expect.objectContaining({ name: "shop", closedAt: null, mockCount: 1 }));
    await restoreNamespace(test.management, test.admin, "shop");
  });
});

it("the installation's list is for admins and support", async () => {
  const query = { isDeletedToo: false, offset: 0, limit: 1 };
  expect(await listNamespaceSummaries(test.management, support, query)).toMatchObject({
    namespaces: [{ name: "sandbox" }],
    total: 2,
  });
  await expect(listNamespaceSummaries(test.management, owner, query)).rejects.toMatchObject({ code: "forbidden" });
});
