import { AppError, OidcClaimsSchema } from "@understudy/domain";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import {
  confirmSecondFactor,
  connectIdentity,
  createApiToken,
  disconnectIdentities,
  enrolSecondFactor,
  findBearerActor,
  findSessionActor,
  getIdentities,
  signIn,
  signInByOidc,
} from "./index.ts";

let test: TestManagement;
beforeAll(async () => (test = await openTestManagement()));
afterAll(() => test.close());

const claimsOf = (sub: string, more: object = {}) =>
  OidcClaimsSchema.parse({ iss: "https://id.example.com", sub, preferred_username: sub, ...more });
const enter = (claims: ReturnType<typeof claimsOf>, isSignUpOpen = true) =>
  signInByOidc(test.management, claims, { isSignUpOpen });
const loginOf = async (result: Awaited<ReturnType<typeof enter>>) =>
  result.kind === "signed-in" ? (await findSessionActor(test.management, result.token))?.login : result;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe("signing in at an OpenID Connect provider", () => {
  it("refuses who is unknown, unless sign-up is open", async () => {
    expect(await enter(claimsOf("new"), false)).toEqual({ kind: "refused", reason: "unknown" });
    expect(await loginOf(await enter(claimsOf("new")))).toBe("new");
    expect(await loginOf(await enter(claimsOf("new"), false))).toBe("new");
  });

  it("goes by issuer and subject alone: a name or an address that is alike takes nothing over", async () => {
    expect(await loginOf(await enter(claimsOf("s-1", { preferred_username: "admin" })))).toBe("admin-2");
    const elsewhere = { ...claimsOf("s-1", { preferred_username: "admin" }), issuer: "https://other.example.com" };
    expect(await loginOf(await enter(elsewhere))).toBe("admin-3");
    const email = "boss@example.com";
    await test.management.db.user.updateMany({ where: { login: "admin" }, data: { email } });
    const verified = claimsOf("s-2", { email: "Boss@Example.com", email_verified: true });
    expect(await enter(verified)).toEqual({ kind: "refused", reason: "email-taken" });
    // One that the provider has not verified counts for nothing, and is not kept.
    const result = await enter(claimsOf("s-3", { email, email_verified: false }));
    expect(result).toMatchObject({ kind: "signed-in", user: { login: "s-3", email: null, systemRole: "user" } });
  });

  it("makes one user of one identity, however often it comes at once", async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => enter(claimsOf("crowd"))));
    expect(await Promise.all(results.map(loginOf))).toEqual(["crowd", "crowd", "crowd", "crowd"]);
  });

  it("refuses a user who is disabled here, and gives nobody a password", async () => {
    await enter(claimsOf("gone"));
    for (const password of ["", " ", "gone"])
      expect(await codeOf(signIn(test.management, { login: "gone", password }))).toBe("unauthorized");
    await test.management.db.user.updateMany({ where: { login: "gone" }, data: { enabled: false } });
    expect(await enter(claimsOf("gone"))).toEqual({ kind: "refused", reason: "disabled" });
  });

  it("asks for the second factor of who has switched one on here", async () => {
    const user = await test.createMember("careful", {});
    await connectIdentity(test.management, user, claimsOf("careful"));
    const { secret } = await enrolSecondFactor(test.management, user);
    await confirmSecondFactor(test.management, user, { code: new TOTP({ secret }).generate() });
    expect(await enter(claimsOf("careful"))).toMatchObject({ kind: "second-factor" });
  });
});

describe("connecting an account of the provider", () => {
  it("is for who is signed in, and never takes it from another user", async () => {
    const [first, second] = [await test.createMember("first", {}), await test.createMember("second", {})];
    const claims = claimsOf("shared");
    await connectIdentity(test.management, first, claims);
    await connectIdentity(test.management, first, claims);
    expect(await codeOf(connectIdentity(test.management, second, claims))).toBe("conflict");
    expect(await loginOf(await enter(claims, false))).toBe("first");
    const input = { name: "ci", description: "", metadata: {}, allowed_actions: [] };
    const { token } = await createApiToken(test.management, { ...test.admin, userId: second.userId }, input);
    const script = (await findBearerActor(test.management, token)) ?? second;
    expect(await codeOf(connectIdentity(test.management, script, claimsOf("t")))).toBe("forbidden");
    await disconnectIdentities(test.management, first);
    expect(await enter(claims, false)).toEqual({ kind: "refused", reason: "unknown" });
  });

  it("can't be undone by who has no other way in", async () => {
    const result = await enter(claimsOf("only"));
    const actor = result.kind === "signed-in" ? await findSessionActor(test.management, result.token) : null;
    if (actor === null) throw new Error("nobody is signed in");
    expect(await getIdentities(test.management, actor)).toMatchObject({ hasPassword: false, identities: [{}] });
    expect(await codeOf(disconnectIdentities(test.management, actor))).toBe("conflict");
  });
});
