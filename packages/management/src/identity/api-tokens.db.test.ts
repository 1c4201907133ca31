import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError, ChangeApiTokenSchema, CreateApiTokenSchema } from "@understudy/domain";
import { openManagementOn, openTestManagement, type TestManagement } from "../../../../test/management.ts";
import type { Actor } from "../actor.ts";
import { closeManagement, type Management } from "../management.ts";
import { changeApiToken, createApiToken, getApiToken, listApiTokens, revokeApiToken } from "./api-tokens.ts";
import { findBearerActor } from "./bearer.ts";

let test: TestManagement;
/** Another process on the same database. */
let other: Management;

beforeAll(async () => {
  test = await openTestManagement();
  other = openManagementOn(test.databaseUrl);
  for (const name of ["team", "elsewhere"]) await test.createNamespace(name);
});
afterAll(async () => {
  await closeManagement(other);
  await test.close();
});

const create = (actor: Actor, input: object = {}) =>
  createApiToken(test.management, actor, CreateApiTokenSchema.parse({ name: "t", ...input }));
const change = (actor: Actor, id: string, input: object) =>
  changeApiToken(test.management, actor, { id, change: ChangeApiTokenSchema.parse(input) });
const list = async (actor: Actor, isOfAll = false) => {
  const { tokens } = await listApiTokens(test.management, actor, { isOfAll, offset: 0, limit: 100 });
  return tokens.map(({ id }) => id);
};
const nobody = "018f0000-0000-7000-8000-000000000000";
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "no refusal",
    (error: unknown) => (error instanceof AppError ? `${error.code}: ${error.message}` : String(error)),
  );

async function actAs(token: string): Promise<Actor> {
  const actor = await findBearerActor(test.management, token);
  if (actor === null) throw new Error("the token is not known");
  return actor;
}

describe("one's own tokens", () => {
  it("are listed newest first, read and changed; what is not given stays", async () => {
    const user = await test.createMember("owner-of-tokens", { team: "viewer" });
    const first = await create(user, {
      rate_limit_per_day: 5,
      expires_at: 4_000_000_000,
      allowed_actions: ["mock.read"],
    });
    const second = await create(user, { namespace: "team", rate_limit_per_minute: 0 });
    expect(await list(user)).toEqual([second.info.id, first.info.id]);
    expect(second.info.rateLimits).toEqual({ minute: null, hour: null, day: null });
    const page = await listApiTokens(test.management, user, { isOfAll: false, offset: 1, limit: 1 });
    expect(page).toMatchObject({ total: 2, tokens: [{ id: first.info.id }] });
    const changed = await change(user, first.info.id, { name: "new", rate_limit_per_hour: 3, expires_at: null });
    expect(changed).toMatchObject({
      ...{ name: "new", allowedActions: ["mock.read"], expiresAt: null, enabled: true },
      rateLimits: { minute: null, hour: 3, day: 5 },
    });
    expect(changed.updatedAt.getTime()).toBeGreaterThanOrEqual(first.info.updatedAt.getTime());
    expect(await getApiToken(test.management, user, first.info.id)).toEqual(changed);
  });

  it("are nobody else's: a foreign one and none look the same, to all but admins", async () => {
    const [user, stranger] = [
      await test.createMember("mine", { team: "owner" }),
      await test.createMember("stranger", { team: "owner" }),
    ];
    const { info } = await create(user);
    const works: ((id: string) => Promise<unknown>)[] = [
      (id) => getApiToken(test.management, stranger, id),
      (id) => change(stranger, id, { enabled: false }),
      (id) => revokeApiToken(test.management, stranger, id),
    ];
    for (const work of works) {
      const foreign = await refusal(work(info.id));
      expect(foreign).toContain("not_found");
      expect(foreign.replace(info.id, "…")).toBe((await refusal(work(nobody))).replace(nobody, "…"));
      expect(await refusal(work("no uuid"))).toContain("not_found");
    }
    expect(await list(stranger)).not.toContain(info.id);
    expect(await refusal(list(stranger, true))).toContain("forbidden: user.write needs the system role admin");
    const support: Actor = { ...stranger, systemRole: "support" };
    expect(await refusal(list(support, true))).toContain("forbidden");
    expect(await refusal(getApiToken(test.management, support, info.id))).toContain("not_found");
    expect(await list(test.admin, true)).toContain(info.id);
    expect(await list(test.admin)).not.toContain(info.id);
    await revokeApiToken(test.management, test.admin, info.id);
    expect(await list(user)).toEqual([]);
  });

  it("are bound only to namespaces that their user sees", async () => {
    const user = await test.createMember("binder", { team: "viewer" });
    const loner = await test.createMember("loner", {});
    const { info } = await create(user);
    for (const namespace of ["elsewhere", "nowhere"]) {
      expect(await refusal(create(user, { namespace }))).toBe(`not_found: there is no namespace "${namespace}"`);
      expect(await refusal(change(user, info.id, { namespace }))).toContain("not_found");
    }
    expect(await change(user, info.id, { namespace: "team" })).toMatchObject({ namespace: "team" });
    expect(await refusal(create(loner))).toContain("forbidden");
  });
});

describe("a token", () => {
  it("makes and changes none that is stronger than itself", async () => {
    const user = await test.createMember("maker", { team: "owner", elsewhere: "owner" });
    const limits = { namespace: "team", allowed_actions: ["mock.read", "token.create", "token.read", "token.write"] };
    const bounded = await create(user, { ...limits, rate_limit_per_minute: 100 });
    const actor = await actAs(bounded.token);
    const weak = { allowed_actions: ["mock.read"], rate_limit_per_minute: 1 };
    const made = await create(actor, weak);
    expect(made.info).toMatchObject({ namespace: "team", userId: user.userId });
    for (const more of [{ allowed_actions: ["mock.write"] }, { rate_limit_per_minute: 101 }, { allowed_actions: [] }]) {
      expect(await refusal(create(actor, { ...weak, ...more }))).toContain("forbidden: a token can't make or change");
      expect(await refusal(change(actor, made.info.id, more))).toContain("forbidden");
    }
    expect(await refusal(create(actor, { ...weak, namespace: "elsewhere" }))).toContain("not_found");
    expect(await refusal(change(actor, made.info.id, { namespace: null }))).toContain("forbidden");
    // Nor itself.
    expect(await refusal(change(actor, bounded.info.id, { rate_limit_per_minute: null }))).toContain("forbidden");
    expect(await change(actor, bounded.info.id, { rate_limit_per_minute: 50 })).toMatchObject({ enabled: true });
  });

  it("sees only what it reaches itself", async () => {
    const user = await test.createMember("bound", { team: "owner" });
    const wide = await create(user);
    const bound = await create(user, { namespace: "team" });
    const actor = await actAs(bound.token);
    expect(await list(actor)).toEqual([bound.info.id]);
    expect(await refusal(revokeApiToken(test.management, actor, wide.info.id))).toContain("not_found");
    const blind = await actAs((await create(user, { allowed_actions: ["mock.read"] })).token);
    expect(await refusal(list(blind))).toContain("forbidden: this API token is not allowed to do token.read");
  });

  it("counts no longer, on no process, once it is disabled, expired or revoked", async () => {
    const { token, info } = await create(test.admin);
    const isKnown = async () => {
      const found = await Promise.all([test.management, other].map((process) => findBearerActor(process, token)));
      return found.map((actor) => actor !== null);
    };
    expect(await isKnown()).toEqual([true, true]);
    await change(test.admin, info.id, { enabled: false });
    expect(await isKnown()).toEqual([false, false]);
    await change(test.admin, info.id, { enabled: true });
    expect(await isKnown()).toEqual([true, true]);
    await change(test.admin, info.id, { expires_at: Math.floor(Date.now() / 1000) - 1 });
    expect(await isKnown()).toEqual([false, false]);
    await change(test.admin, info.id, { expires_at: null });
    await revokeApiToken(other, test.admin, info.id);
    expect(await isKnown()).toEqual([false, false]);
  });
});
