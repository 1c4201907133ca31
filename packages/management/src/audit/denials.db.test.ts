import { AppError } from "@understudy/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { createDenialLog, type NewDenial } from "./denial-log.ts";
import { listAuditTrail, noteDenial, setStoreEntry, signIn } from "../index.ts";
import type { Actor } from "../actor.ts";

let test: TestManagement;
let viewer: Actor;
let stranger: Actor;

beforeAll(async () => {
  test = await openTestManagement();
  await test.createNamespace("guarded");
  viewer = { ...(await test.createMember("viewer", { guarded: "viewer" })), address: "192.0.2.1" };
  stranger = await test.createMember("stranger", {});
});
afterAll(() => test.close());

/** Tries it and tells, as both ways in do. */
async function tryAs(actor: Actor, namespace: string): Promise<void> {
  const { management } = test;
  const store = { namespace, chainId: "" };
  const error: unknown = await setStoreEntry(management, actor, { store, key: "k", value: 1 }).catch(
    (failed: unknown) => failed,
  );
  if (!(error instanceof AppError)) throw new Error("it was not refused");
  noteDenial(management, actor, { error, at: { operation: "setStoreEntry", path: "/api/v1/stores/global" } });
}

const denied = async (actor: string) => {
  const query = { place: { namespace: null }, filter: { outcome: "denied", actor } as const, cursor: undefined };
  const { entries } = await listAuditTrail(test.management, test.admin, { ...query, limit: 50 });
  return entries.map(({ operation, namespace, resource, author, reason, times }) => ({
    ...{ operation, namespace, reason, times },
    resource: `${resource.type}:${resource.id}`,
    address: author.address,
  }));
};

describe("the audit trail is told who was denied", () => {
  it("what the role does not allow, in the namespace's trail", async () => {
    await tryAs(viewer, "guarded");
    await expect
      .poll(() => denied("viewer"))
      .toEqual([
        {
          operation: "store.write",
          namespace: "guarded",
          resource: "operation:setStoreEntry",
          reason: "store.write in guarded needs the role owner or editor",
          times: 1,
          address: "192.0.2.1",
        },
      ]);
  });

  it("what is somebody else's, in the installation's trail: no chain is begun for a name that may be nobody's", async () => {
    await tryAs(stranger, "guarded");
    await expect
      .poll(() => denied("stranger"))
      .toMatchObject([
        { operation: "store.write", namespace: null, reason: 'there is no namespace "guarded"', times: 1 },
      ]);
  });

  it("but not what is missing, nor what is wrong", async () => {
    await tryAs(test.admin, "none");
    noteDenial(test.management, test.admin, {
      error: new AppError("validation", "wrong"),
      at: { operation: "x", path: "/x" },
    });
    // Told after them, and so written after them.
    await tryAs({ ...viewer, userId: stranger.userId, login: "witness" }, "guarded");
    await expect.poll(async () => (await denied("witness")).length).toBe(1);
    expect(await denied("admin")).toEqual([]);
  });

  it("sign-ins that were refused, without what somebody entered as their login unless it is one", async () => {
    const client = { address: "192.0.2.2", userAgent: "" };
    for (const login of ["admin", "my secret password"])
      await expect(signIn(test.management, { login, password: "wrong" }, client)).rejects.toThrow(/wrong/);
    const rows = () =>
      test.management.db.auditEntry.findMany({ where: { address: client.address }, orderBy: { id: "asc" } });
    await expect.poll(async () => (await rows()).length).toBe(2);
    expect(await rows()).toMatchObject([
      { operation: "session.create", isDone: false, authorName: "anonymous", resourceName: "admin" },
      { operation: "session.create", isDone: false, authorName: "anonymous", resourceId: "unknown" },
    ]);
    expect(JSON.stringify(await test.management.db.auditEntry.findMany({ omit: { number: true } }))).not.toContain(
      "my secret password",
    );
  });
});

describe("denied attempts", () => {
  const attempt = (name: string, id: string): NewDenial => ({
    author: { kind: "user", userId: null, name, tokenId: null, sessionId: null, address: name },
    ...{ operation: "mock.write", namespace: null, resource: { type: "operation", id }, reason: "no" },
  });
  const rowsOf = (name: string) =>
    test.management.db.auditEntry.findMany({ where: { authorName: name }, orderBy: { id: "asc" } });

  it("that are the same within a minute are counted: the first is told at once, the others as one", async () => {
    let now = Date.now();
    const log = createDenialLog(test.management.db, () => now);
    for (let tries = 0; tries < 50; tries++) log.note(attempt("eager", "same"));
    await expect.poll(async () => (await rowsOf("eager")).length).toBe(1);
    now += 61_000;
    log.note(attempt("eager", "same"));
    await expect.poll(async () => (await rowsOf("eager")).map(({ times }) => times)).toEqual([1, 49, 1]);
    await log.close();
  });

  it("of one who tries everything are bounded, and all are counted", async () => {
    const log = createDenialLog(test.management.db);
    for (let tries = 0; tries < 5_000; tries++) log.note(attempt("scanner", `resource-${tries}`));
    await log.close();
    const rows = await rowsOf("scanner");
    expect(rows.length).toBeLessThan(110);
    expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(5_000);
  });
});
