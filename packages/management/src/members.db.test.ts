import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openManagementOn, openTestManagement, type TestManagement } from "../../../test/management.ts";
import {
  type Actor,
  addMember,
  changeMemberRole,
  closeManagement,
  createApiToken,
  createNamespace,
  findBearerActor,
  listMembers,
  listMocks,
  removeMember,
} from "./index.ts";

let test: TestManagement;
let owner: Actor;
let editor: Actor;
let outsider: Actor;

beforeAll(async () => {
  test = await openTestManagement();
  await test.createNamespace("shop");
  await test.createNamespace("other");
  owner = await test.createMember("olga", { shop: "owner" });
  editor = await test.createMember("ed", { shop: "editor" });
  outsider = await test.createMember("otto", { other: "owner" });
});

afterAll(() => test.close());

const shop = { namespace: "shop", scope: "namespace" } as const;
const byInstallation = { namespace: "shop", scope: "installation" } as const;
const page = { offset: 0, limit: 10 };
const rolesOf = async (namespace = "shop") => {
  const { members } = await listMembers(test.management, test.admin, { ...shop, ...page, namespace });
  return members.map(({ login, role }) => `${login} ${role}`);
};

describe("members", () => {
  it("are listed for whoever has a role there", async () => {
    const { members, total } = await listMembers(test.management, editor, { ...shop, ...page });
    expect(total).toBe(2);
    expect(members).toMatchObject([
      { login: "olga", role: "owner", userId: owner.userId },
      { login: "ed", role: "editor" },
    ]);
  });

  it("are added by an owner, by id or login, once", async () => {
    const added = await addMember(test.management, owner, { ...shop, member: { username: "otto", role: "viewer" } });
    expect(added).toMatchObject({ userId: outsider.userId, login: "otto", role: "viewer" });
    const again = addMember(test.management, owner, { ...shop, member: { userId: outsider.userId, role: "owner" } });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    await removeMember(test.management, owner, { ...shop, userId: outsider.userId });
    expect(await rolesOf()).toEqual(["olga owner", "ed editor"]);
  });

  it("who is no user is bad input, named by its path", async () => {
    const add = (member: { userId?: string; username?: string }) =>
      addMember(test.management, owner, { ...shop, member: { ...member, role: "viewer" } });
    await expect(add({ username: "nobody" })).rejects.toMatchObject({
      code: "validation",
      problems: [{ path: "$.username" }],
    });
    await expect(add({ userId: "0198c2f0-0000-7000-8000-000000000000" })).rejects.toMatchObject({
      problems: [{ path: "$.userId" }],
    });
  });

  it("are not for editors to change, nor for outsiders to see", async () => {
    const reference = { ...shop, userId: owner.userId };
    await expect(removeMember(test.management, editor, reference)).rejects.toMatchObject({
      code: "forbidden",
      message: "member.write in shop needs the role owner",
    });
    await expect(listMembers(test.management, outsider, { ...shop, ...page })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(removeMember(test.management, owner, { ...reference, ...byInstallation })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("have a last owner, who can neither go nor be demoted, whoever asks", async () => {
    const reference = { userId: owner.userId };
    await expect(removeMember(test.management, owner, { ...shop, ...reference })).rejects.toMatchObject({
      code: "conflict",
    });
    const demote = changeMemberRole(test.management, test.admin, { ...byInstallation, ...reference, role: "editor" });
    await expect(demote).rejects.toMatchObject({ code: "conflict" });
    await changeMemberRole(test.management, owner, { ...shop, userId: editor.userId, role: "owner" });
    await changeMemberRole(test.management, owner, { ...shop, ...reference, role: "viewer" });
    expect(await rolesOf()).toEqual(["olga viewer", "ed owner"]);
    await changeMemberRole(test.management, test.admin, { ...byInstallation, ...reference, role: "owner" });
  });

  it("one of whom is disabled don't count as owners who remain", async () => {
    await test.management.db.user.update({ where: { login: "ed" }, data: { enabled: false } });
    await expect(removeMember(test.management, owner, { ...shop, userId: owner.userId })).rejects.toMatchObject({
      code: "conflict",
    });
    await test.management.db.user.update({ where: { login: "ed" }, data: { enabled: true } });
  });

  it("are never all removed by owners who remove each other at the same time", async () => {
    const results = await Promise.allSettled([
      removeMember(test.management, owner, { ...shop, userId: editor.userId }),
      removeMember(test.management, editor, { ...shop, userId: owner.userId }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await rolesOf()).toHaveLength(1);
  });

  it("of a namespace that is made: who made it is its owner", async () => {
    await createNamespace(test.management, test.admin, "fresh");
    expect(await rolesOf("fresh")).toEqual(["admin owner"]);
  });
});

it("a role that is given or taken counts at once, in another process too", async () => {
  await test.createNamespace("quick");
  await test.createMember("quentin", { quick: "owner" });
  const user = await test.createMember("uma", { other: "viewer" });
  const elsewhere = openManagementOn(test.databaseUrl);
  try {
    const { token } = await createApiToken(test.management, user, {
      name: "uma's",
      description: "",
      allowed_actions: [],
      metadata: {},
    });
    const look = async () => {
      const actor = await findBearerActor(elsewhere, token);
      if (actor === null) throw new Error("the token is valid");
      return listMocks(elsewhere, actor, { namespace: "quick", ...page });
    };
    await expect(look()).rejects.toMatchObject({ code: "not_found" });
    const quick = { namespace: "quick", scope: "installation" } as const;
    await addMember(test.management, test.admin, { ...quick, member: { userId: user.userId, role: "viewer" } });
    expect(await look()).toMatchObject({ total: 0 });
    await removeMember(test.management, test.admin, { ...quick, userId: user.userId });
    await expect(look()).rejects.toMatchObject({ code: "not_found" });
  } finally {
    await closeManagement(elsewhere);
  }
});
