import { randomUUID } from "node:crypto";
import { AppError } from "@understudy/domain";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { createDenialLog, type NewDenial } from "./denial-log.ts";
import {
  changePassword,
  confirmSecondFactor,
  enrolSecondFactor,
  listAuditTrail,
  noteDenial,
  removeSecondFactor,
  renewRecoveryCodes,
  setStoreEntry,
  signIn,
} from "../index.ts";
import type { Actor } from "../actor.ts";
import { hashPassword } from "../identity/password.ts";

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

describe("who is signed in and can't show that it is really them", () => {
  const refused = (login: string) =>
    test.management.db.auditEntry.findMany({
      where: { authorName: login, isDone: false },
      orderBy: { id: "asc" },
      select: { operation: true, resourceType: true, resourceName: true, reason: true, address: true, sessionId: true },
    });
  /** Somebody with a session, an address and an authenticator that was not confirmed yet. */
  const enrol = async (login: string): Promise<{ actor: Actor; codeAt: (time: Date) => string }> => {
    const member = await test.createMember(login, {});
    const passwordHash = await hashPassword("a password of theirs");
    await test.management.db.user.update({ where: { id: member.userId }, data: { passwordHash } });
    const session = { id: randomUUID(), mustChangePassword: false };
    const actor: Actor = { ...member, session, address: "192.0.2.7" };
    const { secret } = await enrolSecondFactor(test.management, actor);
    return { actor, codeAt: (time) => new TOTP({ secret }).generate({ timestamp: time.getTime() }) };
  };
  const seconds = (count: number): Date => new Date(Date.UTC(2026, 0, 1) + count * 1_000);
  const wrong = { kind: "recovery-code", recoveryCode: "none" } as const;

  it("is told, in the words that they hear, for each change of the second factor", async () => {
    const { management } = test;
    const { actor, codeAt } = await enrol("careless");
    await expect(confirmSecondFactor(management, actor, { code: "000000", now: seconds(0) })).rejects.toThrow(/wrong/);
    await confirmSecondFactor(management, actor, { code: codeAt(seconds(30)), now: seconds(30) });
    await expect(renewRecoveryCodes(management, actor, { proof: wrong, now: seconds(60) })).rejects.toThrow(/wrong/);
    const proof = { kind: "password", password: "wrong" } as const;
    await expect(removeSecondFactor(management, actor, { proof, now: seconds(60) })).rejects.toThrow(/wrong/);
    const theirs = {
      ...{ resourceType: "second_factor", resourceName: "careless" },
      ...{ address: "192.0.2.7", sessionId: actor.session?.id },
    };
    await expect
      .poll(() => refused("careless"))
      .toEqual([
        {
          ...theirs,
          operation: "second_factor.confirm",
          reason: expect.stringMatching(/^the code is wrong/) as unknown,
        },
        {
          ...theirs,
          operation: "recovery_codes.renew",
          reason: expect.stringMatching(/^the recovery code/) as unknown,
        },
        { ...theirs, operation: "second_factor.remove", reason: "the password is wrong" },
      ]);
  });

  it("is told when they have to wait, too; the right proof and what is not on are no denials", async () => {
    const { management } = test;
    const { actor, codeAt } = await enrol("guessing");
    await expect(removeSecondFactor(management, actor, { proof: wrong })).rejects.toMatchObject({ code: "conflict" });
    await confirmSecondFactor(management, actor, { code: codeAt(seconds(0)), now: seconds(0) });
    for (const now of [60, 61, 62].map(seconds))
      await expect(removeSecondFactor(management, actor, { proof: wrong, now })).rejects.toThrow(/wrong/);
    const right = { proof: { kind: "code", code: codeAt(seconds(63)) }, now: seconds(63) } as const;
    await expect(renewRecoveryCodes(management, actor, right)).rejects.toMatchObject({ code: "rate_limit" });
    await expect
      .poll(async () => (await refused("guessing")).map(({ operation, reason }) => [operation, reason]))
      .toEqual([
        ["second_factor.remove", expect.stringMatching(/^the recovery code/) as unknown],
        ["recovery_codes.renew", "too many wrong codes"],
      ]);
  });

  it("is told for a wrong password at the change of it, as who they are", async () => {
    const { actor } = await enrol("mistyping");
    const change = { current: "wrong", wanted: "another password" };
    await expect(changePassword(test.management, actor, change)).rejects.toMatchObject({ code: "validation" });
    await expect
      .poll(() => refused("mistyping"))
      .toEqual([
        {
          ...{ operation: "user.password.set", resourceType: "user", resourceName: "mistyping" },
          ...{ reason: "the password is wrong", address: "192.0.2.7", sessionId: actor.session?.id },
        },
      ]);
    const anonymous = { authorName: "anonymous", resourceName: "mistyping" };
    expect(await test.management.db.auditEntry.count({ where: anonymous })).toBe(0);
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
