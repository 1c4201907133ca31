import {
  adminEventOperations,
  AdminWebhookInputSchema,
  type Change,
  installationScope,
  MockInputSchema,
  namespaceEventOperations,
  NamespaceWebhookInputSchema,
} from "@understudy/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hearWakes } from "../../../../test/heard-wakes.ts";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { replaceGivenPassword } from "../account/change-password.ts";
import { signUp } from "../account/sign-up.ts";
import { signInByOidc } from "../identity/oidc/sign-in-by-oidc.ts";
import { copyMocks } from "../mocks/copy-mocks.ts";
import { deleteChain } from "../mocks/delete-chain.ts";
import { deleteMock } from "../mocks/delete-mock.ts";
import { deleteMocks } from "../mocks/delete-mocks.ts";
import { restoreMockVersion } from "../mocks/mock-versions.ts";
import { organiseMocks } from "../mocks/organise-mocks.ts";
import { patchMock } from "../mocks/patch-mock.ts";
import { purgeMock } from "../mocks/purge-mock.ts";
import { restoreMock } from "../mocks/restore-mock.ts";
import { restoreMocks } from "../mocks/restore-mocks.ts";
import { saveMocks } from "../mocks/save-mocks.ts";
import { changeNamespace } from "../namespaces/change-namespace.ts";
import { setCleanupPolicy } from "../namespaces/cleanup-policy.ts";
import { createNamespace } from "../namespaces/create-namespace.ts";
import { deleteNamespace } from "../namespaces/delete-namespace.ts";
import { addMember, changeMemberRole, removeMember } from "../namespaces/members.ts";
import { restoreNamespace } from "../namespaces/restore-namespace.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { listTrash } from "../trash/list-trash.ts";
import { purgeTrash } from "../trash/purge-trash.ts";
import { restoreTrash } from "../trash/restore-trash.ts";
import { setTrashSettings } from "../trash/trash-settings.ts";
import { changeUser } from "../users/change-user.ts";
import { createUser } from "../users/create-user.ts";
import { deleteUser } from "../users/delete-user.ts";
import { disableUser, enableUser } from "../users/enable-user.ts";
import { inviteUser } from "../users/invite-user.ts";
import { setUserPassword } from "../users/set-user-password.ts";
import { setPasswordByLink } from "../users/use-account-link.ts";
import { saveEventWebhooks } from "./save-event-webhook.ts";

let test: TestManagement;
const receiver = "http://receiver.example/events";

beforeAll(async () => {
  test = await openTestManagement();
  const { management, admin } = test;
  await test.createNamespace("other");
  for (const operation of namespaceEventOperations) {
    for (const scope of ["sandbox", "other"]) {
      const input = NamespaceWebhookInputSchema.parse({ operation, url: receiver });
      await saveEventWebhooks(management, admin, { scope, input });
    }
  }
  for (const operation of adminEventOperations) {
    const input = AdminWebhookInputSchema.parse({ operation, url: receiver });
    await saveEventWebhooks(management, admin, { scope: installationScope, input });
  }
});
afterAll(() => test.close());
beforeEach(() => forget());

async function forget(): Promise<void> {
  await test.management.db.message.deleteMany();
  await test.management.db.delivery.deleteMany();
}

/** What was fired since the last look, in order: whose webhook, the operation, and what it was about. */
async function takeFired(): Promise<string[]> {
  const { db } = test.management;
  const rows = await db.delivery.findMany({ orderBy: { id: "asc" }, where: { webhookId: { not: null } } });
  const messages = await db.message.findMany();
  const bodies = new Map(messages.map(({ deliveryId, body }) => [deliveryId, Buffer.from(body ?? []).toString()]));
  const fired = rows.map(({ namespaceName, operation, id }) => {
    const { resource } = JSON.parse(bodies.get(id) ?? "{}") as { resource: { id: string; name?: string } };
    return `${namespaceName} ${operation ?? ""} ${resource.name ?? resource.id}`;
  });
  await forget();
  return fired;
}

const reference = (id: string, namespace = "sandbox") => ({ id, namespace });
const item = (id: string, namespace = "sandbox", rest: object = {}) => ({
  input: MockInputSchema.parse({ id, http: { route: `/${id}`, httpMethod: "GET" }, ...rest }),
  namespace,
  path: "$",
});

describe("changes of mocks", () => {
  it("fire mock.create for a new one, mock.update for a replaced, patched or restored version, nothing when it is filed", async () => {
    const { management, admin } = test;
    await test.save("one");
    expect(await takeFired()).toEqual(["sandbox mock.create one"]);
    await test.save("one", { priority: 2 });
    await patchMock(management, admin, { reference: reference("one"), patch: { priority: 3 } });
    await organiseMocks(management, admin, {
      references: { ids: ["one"], namespace: "sandbox" },
      change: { tags: ["a"] },
    });
    await restoreMockVersion(management, admin, { reference: reference("one"), version: 1 });
    expect(await takeFired()).toEqual(Array.from({ length: 3 }, () => "sandbox mock.update one"));
    await deleteMock(management, admin, reference("one"));
    await restoreMockVersion(management, admin, { reference: reference("one"), version: 1 });
    expect(await takeFired()).toEqual(["sandbox mock.delete one", "sandbox mock.update one"]);
  });

  it("fire mock.delete, mock.restore and, for a deleted id that is saved again, mock.create", async () => {
    const { management, admin } = test;
    await test.save("two");
    await deleteMock(management, admin, reference("two"));
    await restoreMock(management, admin, reference("two"));
    // Nothing is changed by it.
    await restoreMock(management, admin, reference("two"));
    await deleteMock(management, admin, reference("two"));
    await test.save("two");
    const operations = ["create", "delete", "restore", "delete", "create"];
    expect(await takeFired()).toEqual(operations.map((operation) => `sandbox mock.${operation} two`));
  });

  it("fire once for each mock of a batch, a copy and a chain", async () => {
    const { management, admin } = test;
    await test.save("b1");
    await takeFired();
    await saveMocks(management, admin, [item("b1"), item("b2"), item("b1", "other", { chainId: "chain" })]);
    const fired = await takeFired();
    expect(fired.toSorted()).toEqual(["other mock.create b1", "sandbox mock.create b2", "sandbox mock.update b1"]);
    const source = { ids: ["b1", "b2"], namespace: "sandbox", path: "$.mockIds" };
    await copyMocks(management, admin, { targetNamespace: "other", source });
    expect((await takeFired()).toSorted()).toEqual(["other mock.create b2", "other mock.update b1"]);
    await saveMocks(management, admin, [item("c1", "other", { chainId: "c" }), item("c2", "other", { chainId: "c" })]);
    await takeFired();
    await deleteChain(management, admin, { namespace: "other", chainId: "c" });
    expect((await takeFired()).toSorted()).toEqual(["other mock.delete c1", "other mock.delete c2"]);
    await deleteMocks(management, admin, { ids: ["b1", "b2"], namespace: "sandbox" });
    await restoreMocks(management, admin, { ids: ["b1", "b2"], namespace: "sandbox" });
    expect((await takeFired()).toSorted()).toEqual(
      ["delete", "restore"].flatMap((what) => [`sandbox mock.${what} b1`, `sandbox mock.${what} b2`]),
    );
  });

  it("fire mock.delete for the purge of a live mock, and nothing for that of a deleted one", async () => {
    const { management, admin } = test;
    await saveMocks(management, admin, [item("p1"), item("p2"), item("p3")]);
    await takeFired();
    await purgeMock(management, admin, reference("p1"));
    expect(await takeFired()).toEqual(["sandbox mock.delete p1"]);
    await deleteMocks(management, admin, { ids: ["p2", "p3"], namespace: "sandbox" });
    await takeFired();
    await purgeMock(management, admin, reference("p2"));
    const findGroup = async (): Promise<string[]> => {
      const query = { place: { namespace: "sandbox" }, filter: { namespace: "sandbox", search: "p3" } };
      const { items } = await listTrash(management, admin, { ...query, offset: 0, limit: 1 });
      return [items[0]?.groupId ?? ""];
    };
    await restoreTrash(management, admin, { namespace: "sandbox", groupIds: await findGroup() });
    expect(await takeFired()).toEqual(["sandbox mock.restore p3"]);
    await deleteMock(management, admin, reference("p3"));
    await takeFired();
    await purgeTrash(management, admin, { namespace: "sandbox", groupIds: await findGroup() });
    expect(await takeFired()).toEqual([]);
    const purges = await management.db.auditEntry.findMany({ where: { operation: "mock.purge" } });
    expect(purges.map(({ resourceId }) => resourceId)).toEqual(["p1", "p2", "p3"]);
  });
});

describe("changes of namespaces and members", () => {
  it("fire namespace.create, namespace.update, and namespace.delete alone, whose deliveries are not held", async () => {
    const { management, admin } = test;
    await createNamespace(management, admin, "born");
    await changeNamespace(management, admin, { name: "born", change: { displayName: "Born" } });
    await setCleanupPolicy(management, admin, { namespace: "born", scope: "namespace", policy: { enabled: true } });
    await setTrashSettings(management, admin, { namespace: "born", isEnabled: true, days: 3 });
    await test.save("inside", {}, "born");
    await deleteNamespace(management, admin, { namespace: "born", scope: "namespace" });
    await restoreNamespace(management, admin, "born");
    const whose = `${installationScope} namespace`;
    expect(await takeFired()).toEqual([
      ...[`${whose}.create born`, `${whose}.update born`, `${whose}.update born`, `${whose}.update born`],
      `${whose}.delete born`,
    ]);
  });

  it("fire namespace.user.add and user.add_to_namespace when a member is added, and nothing for a role or a removal", async () => {
    const { management, admin } = test;
    const { userId } = await test.createMember("ada", {});
    const where = { namespace: "sandbox", scope: "namespace" as const };
    await addMember(management, admin, { ...where, member: { userId, role: "viewer" } });
    expect((await takeFired()).toSorted()).toEqual([
      `${installationScope} namespace.user.add ada`,
      "sandbox user.add_to_namespace ada",
    ]);
    await changeMemberRole(management, admin, { ...where, userId, role: "editor" });
    await removeMember(management, admin, { ...where, userId });
    expect(await takeFired()).toEqual([]);
  });
});

describe("changes of users", () => {
  const firedFor = (...operations: string[]) => operations.map((operation) => `${installationScope} ${operation}`);

  it("fire user.create however a user comes", async () => {
    const { management, admin } = test;
    const input = { username: "grace", password: "correct horse", role: "user" as const };
    await createUser(management, admin, { ...input, requiresPasswordChange: false });
    await inviteUser(management, admin, { input: { username: "mary", role: "user" }, canMail: false });
    const strangers = { input: { login: "joan", password: "correct horse" }, address: "192.0.2.1", isOpen: true };
    await signUp(management, strangers);
    const claims = { issuer: "https://id.example", subject: "1", name: "edith", email: null };
    await signInByOidc(management, claims, { isSignUpOpen: true });
    expect(await takeFired()).toEqual(
      firedFor("user.create grace", "user.create mary", "user.create joan", "user.create edith"),
    );
  });

  it("fire user.update, user.password.set and user.delete", async () => {
    const { management, admin } = test;
    const input = { username: "kay", password: "correct horse", role: "user" as const };
    const { id } = await createUser(management, admin, { ...input, requiresPasswordChange: false });
    await takeFired();
    await changeUser(management, admin, { id, change: { email: "kay@example.com" } });
    await disableUser(management, admin, id);
    await enableUser(management, admin, id);
    expect(await takeFired()).toEqual(firedFor("user.update kay", "user.update kay", "user.update kay"));
    await setUserPassword(management, admin, { id, password: "battery staple", mustChangePassword: true });
    const session = { id: "00000000-0000-4000-8000-000000000001", mustChangePassword: true };
    const kay = { ...admin, userId: id, login: "kay", systemRole: "user" as const, session };
    await replaceGivenPassword(management, kay, "another battery");
    const invited = { input: { username: "lee", role: "user" as const }, canMail: false };
    const { link } = await inviteUser(management, admin, invited);
    await setPasswordByLink(management, { token: link?.token ?? "", password: "correct horse" });
    await deleteUser(management, admin, id);
    expect(await takeFired()).toEqual(
      firedFor(
        "user.password.set kay",
        "user.password.set kay",
        "user.create lee",
        "user.password.set lee",
        "user.delete kay",
      ),
    );
  });
});

describe("a recorded change", () => {
  const change = (operation: Change["operation"]): Change => ({
    operation,
    namespace: null,
    resource: { type: "thing", id: "thing" },
  });

  it.each([
    "job.run",
    "backup.create",
    "backup.restore",
    "license.create",
    "license.update",
    "license.delete",
  ] as const)("of the operation %s fires, be it made by a job", async (operation) => {
    const { management } = test;
    await transact(management, (tx) =>
      recordChanges(management, { tx, author: { job: "nightly" } }, [change(operation)]),
    );
    expect(await takeFired()).toEqual([`${installationScope} ${operation} thing`]);
  });

  it("that is rolled back fires nothing, and leaves no entry", async () => {
    const { management, admin } = test;
    const entries = await management.db.auditEntry.count();
    const failing = transact(management, async (tx) => {
      await recordChanges(management, { tx, author: admin }, [change("backup.create")]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await takeFired()).toEqual([]);
    expect(await management.db.auditEntry.count()).toBe(entries);
  });

  it("fires exactly once with 64 writers at a time, each with a word to the workers", async () => {
    const wakes = await hearWakes(test.databaseUrl);
    const ids = Array.from({ length: 64 }, (_, index) => `w${index}`);
    await Promise.all(ids.map((id, index) => test.save(id, {}, index % 2 === 0 ? "sandbox" : "other")));
    const fired = await takeFired();
    expect(fired.toSorted()).toEqual(
      ids.map((id, index) => `${index % 2 === 0 ? "sandbox" : "other"} mock.create ${id}`).toSorted(),
    );
    expect(await wakes.count()).toBe(64);
    await wakes.close();
  });
});
