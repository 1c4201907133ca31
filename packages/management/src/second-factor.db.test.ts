import { AppError, type OwnershipProof } from "@understudy/domain";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openManagementOn, openTestManagement, type TestManagement } from "../../../test/management.ts";
import type { Actor } from "./actor.ts";
import { hashPassword } from "./identity/password.ts";
import {
  closeManagement,
  confirmSecondFactor,
  createApiToken,
  enrolSecondFactor,
  findBearerActor,
  findSessionActor,
  getSecondFactor,
  isSignInPending,
  type Management,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  signIn,
  SignInOverError,
  verifySecondFactor,
} from "./index.ts";

let test: TestManagement;
beforeAll(async () => (test = await openTestManagement()));
afterAll(() => test.close());

/** An hour ago: the use cases go by the time that they are given, and no sign-in that begins now has expired then. */
const start = new Date(Date.now() - 3_600_000);
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const password = "a password of theirs";

interface Enrolled {
  actor: Actor;
  recoveryCodes: string[];
  codeAt: (time: Date) => string;
  /** A sign-in with the right password. */
  begin: () => Promise<string>;
}

/** A user whose second factor was confirmed at `start`. */
async function enrol(login: string): Promise<Enrolled> {
  const actor = await test.createMember(login, {});
  const passwordHash = await hashPassword(password);
  await test.management.db.user.update({ where: { id: actor.userId }, data: { passwordHash } });
  const { secret } = await enrolSecondFactor(test.management, actor);
  const codeAt = (time: Date) => new TOTP({ secret }).generate({ timestamp: time.getTime() });
  const { recoveryCodes } = await confirmSecondFactor(test.management, actor, { code: codeAt(start), now: start });
  const begin = async () => {
    const result = await signIn(test.management, { login, password });
    return result.kind === "second-factor" ? result.tfaToken : "";
  };
  return { actor, recoveryCodes, codeAt, begin };
}

const verify = (tfaToken: string, code: string, now: Date) => verifyIn(test.management, { tfaToken, code, now });
const verifyIn = (management: Management, shown: { tfaToken: string; code: string; now: Date }) =>
  verifySecondFactor(management, { ...shown, proof: { kind: "code", code: shown.code } });
const recover = (tfaToken: string, recoveryCode: string, now: Date) =>
  verifySecondFactor(test.management, {
    tfaToken,
    proof: { kind: "recovery-code", recoveryCode: recoveryCode.replaceAll("-", "") },
    now,
  });
const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => "right",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

/** Six digits that are no code near this time. */
function wrongCode({ codeAt }: Enrolled, time: Date): string {
  const near = [-30, 0, 30].map((seconds) => codeAt(new Date(time.getTime() + seconds * 1000)));
  return ["000000", "111111", "222222", "333333"].find((code) => !near.includes(code)) ?? "";
}

describe("signing in with a second factor", () => {
  it("asks for it, and opens a session for the right code only", async () => {
    const user = await enrol("asked");
    const tfaToken = await user.begin();
    expect(await findSessionActor(test.management, tfaToken)).toBeNull();
    expect(await findBearerActor(test.management, tfaToken)).toBeNull();
    expect(await kindOf(verify(tfaToken, wrongCode(user, after(60)), after(60)))).toBe("unauthorized");
    const { token } = await verify(tfaToken, user.codeAt(after(60)), after(60));
    expect(await findSessionActor(test.management, token)).toMatchObject({ login: "asked" });
    expect(await isSignInPending(test.management, tfaToken)).toBe(false);
    await expect(verify(tfaToken, user.codeAt(after(120)), after(120))).rejects.toThrow(SignInOverError);
  });

  it("does not ask for one that was never confirmed", async () => {
    await enrolSecondFactor(test.management, test.admin);
    expect(await signIn(test.management, { login: "admin", password: "correct horse" })).toHaveProperty("token");
    expect(await getSecondFactor(test.management, test.admin)).toMatchObject({ isOn: false });
  });

  it("takes a code once, nor an earlier one afterwards: not even the one that confirmed it", async () => {
    const user = await enrol("replayed");
    expect(await kindOf(verify(await user.begin(), user.codeAt(start), after(5)))).toBe("unauthorized");
    const code = user.codeAt(after(90));
    expect(await kindOf(verify(await user.begin(), code, after(90)))).toBe("right");
    expect(await kindOf(verify(await user.begin(), code, after(91)))).toBe("unauthorized");
    expect(await kindOf(verify(await user.begin(), user.codeAt(after(60)), after(92)))).toBe("unauthorized");
  });

  it("takes a code once when several processes are shown it at the same moment", async () => {
    const user = await enrol("raced");
    const processes = [1, 2, 3].map(() => openManagementOn(test.databaseUrl));
    const pending = [await user.begin(), await user.begin(), await user.begin()];
    const code = user.codeAt(after(60));
    const outcomes = await Promise.all(
      processes.map((one, index) => kindOf(verifyIn(one, { tfaToken: pending[index] ?? "", code, now: after(60) }))),
    );
    expect(outcomes.sort()).toEqual(["right", "unauthorized", "unauthorized"]);
    await Promise.all(processes.map(closeManagement));
  });

  it("takes each recovery code once, however it is written", async () => {
    const user = await enrol("recovered");
    const [code = ""] = user.recoveryCodes;
    expect(user.recoveryCodes).toHaveLength(10);
    const pending = [await user.begin(), await user.begin()];
    const outcomes = await Promise.all(pending.map((one) => kindOf(recover(one, code, after(60)))));
    expect(outcomes.sort()).toEqual(["right", "unauthorized"]);
    expect(await getSecondFactor(test.management, user.actor)).toMatchObject({ isOn: true, recoveryCodesLeft: 9 });
  });

  it("is over when its user is disabled meanwhile, and when it took too long", async () => {
    const user = await enrol("disabled");
    const [pending, late] = [await user.begin(), await user.begin()];
    const inSixMinutes = new Date(Date.now() + 6 * 60_000);
    await expect(verify(late, user.codeAt(inSixMinutes), inSixMinutes)).rejects.toThrow(SignInOverError);
    await test.management.db.user.update({ where: { id: user.actor.userId }, data: { enabled: false } });
    const now = new Date();
    await expect(verify(pending, user.codeAt(now), now)).rejects.toThrow(SignInOverError);
  });
});

describe("wrong codes", () => {
  it("make the next try wait, twice as long each time, in every process and for every sign-in of the user", async () => {
    const user = await enrol("guessed");
    const [first, second] = [await user.begin(), await user.begin()];
    const other = openManagementOn(test.databaseUrl);
    for (const now of [60, 61, 62]) await kindOf(verify(first, wrongCode(user, after(now)), after(now)));
    const tooSoon = verifyIn(other, { tfaToken: second, code: user.codeAt(after(63)), now: after(63) });
    await expect(tooSoon).rejects.toMatchObject({ code: "rate_limit", retryAfterSeconds: 1 });
    const fourth = { tfaToken: second, code: wrongCode(user, after(64)), now: after(64) };
    expect(await kindOf(verifyIn(other, fourth))).toBe("unauthorized");
    await expect(verify(first, user.codeAt(after(65)), after(65))).rejects.toMatchObject({ retryAfterSeconds: 3 });
    expect(await kindOf(verify(first, user.codeAt(after(68)), after(68)))).toBe("right");
    // It was right, so the count begins anew.
    expect(await kindOf(verify(second, wrongCode(user, after(69)), after(69)))).toBe("unauthorized");
    expect(await kindOf(verify(second, user.codeAt(after(98)), after(98)))).toBe("right");
    await closeManagement(other);
  });

  it("end a sign-in after five", async () => {
    const user = await enrol("persistent");
    const pending = await user.begin();
    for (const now of [0, 100, 200, 300, 400]) {
      expect(await kindOf(verify(pending, wrongCode(user, after(now)), after(now)))).toBe("unauthorized");
    }
    await expect(verify(pending, user.codeAt(after(900)), after(900))).rejects.toThrow(SignInOverError);
  });
});

describe("the second factor of an account", () => {
  const remove = (user: Enrolled, proof: OwnershipProof, seconds: number) =>
    kindOf(removeSecondFactor(test.management, user.actor, { proof, now: after(seconds) }));

  it("is replaced only when it is off, and comes off by code, recovery code or password", async () => {
    const user = await enrol("changing");
    expect(await kindOf(enrolSecondFactor(test.management, user.actor))).toBe("conflict");
    expect(await remove(user, { kind: "password", password: "wrong" }, 60)).toBe("validation");
    expect(await remove(user, { kind: "code", code: wrongCode(user, after(60)) }, 60)).toBe("validation");
    expect(await remove(user, { kind: "password", password }, 61)).toBe("right");
    expect(await signIn(test.management, { login: "changing", password })).toHaveProperty("token");
    expect(await remove(user, { kind: "password", password }, 62)).toBe("conflict");
    expect(await kindOf(enrolSecondFactor(test.management, user.actor))).toBe("right");
  });

  it("counts wrong passwords like wrong codes", async () => {
    const user = await enrol("typing");
    for (const seconds of [60, 61, 62]) await remove(user, { kind: "password", password: "wrong" }, seconds);
    expect(await remove(user, { kind: "password", password }, 63)).toBe("rate_limit");
  });

  it("gets new recovery codes, and the old ones are worth nothing", async () => {
    const user = await enrol("renewing");
    const proof = { kind: "code", code: user.codeAt(after(60)) } as const;
    const renewed = await renewRecoveryCodes(test.management, user.actor, { proof, now: after(60) });
    const pending = await user.begin();
    expect(await kindOf(recover(pending, user.recoveryCodes[0] ?? "", after(90)))).toBe("unauthorized");
    expect(await kindOf(recover(pending, renewed.recoveryCodes[0] ?? "", after(91)))).toBe("right");
  });

  it("is nothing that an API token may change", async () => {
    const user = await enrol("automated");
    const input = { name: "ci", description: "", metadata: {}, allowed_actions: [] };
    const { token } = await createApiToken(test.management, { ...test.admin, userId: user.actor.userId }, input);
    const actor = (await findBearerActor(test.management, token)) ?? test.admin;
    const proof = { kind: "password", password } as const;
    expect(actor.token).not.toBeNull();
    expect(await kindOf(removeSecondFactor(test.management, actor, { proof }))).toBe("forbidden");
    expect(await kindOf(renewRecoveryCodes(test.management, actor, { proof }))).toBe("forbidden");
    expect(await kindOf(enrolSecondFactor(test.management, actor))).toBe("forbidden");
    expect(await kindOf(confirmSecondFactor(test.management, actor, { code: "000000" }))).toBe("forbidden");
  });

  it("is reset by an admin only; a sign-in that waits for it is over", async () => {
    const user = await enrol("lost");
    const pending = await user.begin();
    expect(await kindOf(resetSecondFactor(test.management, user.actor, user.actor.userId))).toBe("forbidden");
    const support: Actor = { ...user.actor, systemRole: "support" };
    expect(await kindOf(resetSecondFactor(test.management, support, user.actor.userId))).toBe("forbidden");
    for (const nobody of ["01890000-0000-7000-8000-000000000000", "nobody"])
      expect(await kindOf(resetSecondFactor(test.management, test.admin, nobody))).toBe("not_found");
    expect(await resetSecondFactor(test.management, test.admin, user.actor.userId)).toBe(true);
    await expect(verify(pending, user.codeAt(after(60)), after(60))).rejects.toThrow(SignInOverError);
    expect(await signIn(test.management, { login: "lost", password })).toHaveProperty("token");
  });

  it("is stored unreadable: neither secret nor codes are in the database", async () => {
    const user = await test.createMember("private", {});
    const { secret, otpauthUri } = await enrolSecondFactor(test.management, user);
    const { recoveryCodes } = await confirmSecondFactor(test.management, user, {
      code: new TOTP({ secret }).generate({ timestamp: start.getTime() }),
      now: start,
    });
    expect(otpauthUri).toContain(secret);
    const { secondFactor, recoveryCode } = test.management.db;
    const rows = JSON.stringify([await secondFactor.findMany(), await recoveryCode.findMany()]);
    expect(rows).not.toContain(secret);
    for (const code of recoveryCodes) {
      expect(rows).not.toContain(code);
      expect(rows).not.toContain(Buffer.from(code.replaceAll("-", "")).toString("base64"));
    }
  });
});
