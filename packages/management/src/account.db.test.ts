import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NewUserSchema } from "@understudy/domain";
import { openManagementOn } from "../../../test/management.ts";
import { createTestDatabase } from "../../../test/postgres.ts";
import { enter } from "../../../test/sign-in.ts";
import type { Actor } from "./actor.ts";
import {
  changePassword,
  closeManagement,
  createUser,
  endOtherSessions,
  endSession,
  ensureFirstAdmin,
  findSessionActor,
  getAccount,
  getLocalActor,
  listSessions,
  type Management,
  replaceGivenPassword,
  requireOwnPassword,
} from "./index.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let management: Management;
/** Another process on the same database. */
let other: Management;
let admin: Actor;
let count = 0;
let login: string;
const password = "correct horse";

beforeAll(async () => {
  database = await createTestDatabase();
  management = openManagementOn(database.url);
  other = openManagementOn(database.url);
  await ensureFirstAdmin(management, { login: "admin", password });
  admin = await getLocalActor(management);
});

afterAll(async () => {
  await Promise.all([closeManagement(management), closeManagement(other)]);
  await database.drop();
});

beforeEach(async () => {
  login = `user-${count++}`;
  const input = NewUserSchema.parse({ username: login, password, requiresPasswordChange: false });
  await createUser(management, admin, input);
});

const noClient = { address: "", userAgent: "" };

async function open(client = noClient, as = login): Promise<{ token: string; actor: Actor }> {
  const { token } = await enter(management, { login: as, password }, client);
  const actor = await findSessionActor(management, token);
  if (actor === null) throw new Error("the session is gone");
  return { token, actor };
}

const guess = (given: string, { on = management, address = "", as = login } = {}) =>
  enter(on, { login: as, password: given }, { address, userAgent: "" });
const wrong = { code: "unauthorized", message: "login or password is wrong" };

describe("sessions", () => {
  it("are listed with where they are from, and ended one by one or all but this", async () => {
    const mine = await open({ address: "192.0.2.7", userAgent: "Firefox\0" });
    const second = await open();
    const third = await open();
    const sessions = await listSessions(management, mine.actor);
    expect(sessions).toHaveLength(3);
    expect(sessions.find(({ isCurrent }) => isCurrent)).toMatchObject({
      address: "192.0.2.7",
      userAgent: "Firefox\uFFFD",
    });
    await endSession(management, mine.actor, second.actor.session?.id ?? "");
    expect(await findSessionActor(other, second.token)).toBeNull();
    expect(await endOtherSessions(management, mine.actor)).toBe(1);
    expect(await findSessionActor(other, third.token)).toBeNull();
    expect(await findSessionActor(other, mine.token)).not.toBeNull();
  });

  it("of somebody else, and those that are not there, can't be told apart", async () => {
    const { actor } = await open();
    const foreign = await open(noClient, "admin");
    const missing = { code: "not_found", message: "you have no session of this id" };
    for (const id of [foreign.actor.session?.id ?? "", crypto.randomUUID(), "x"]) {
      await expect(endSession(management, actor, id)).rejects.toMatchObject(missing);
    }
    expect(await findSessionActor(management, foreign.token)).not.toBeNull();
  });

  it("are seen last when they were, a minute more or less", async () => {
    const { token, actor } = await open();
    const lastSeen = async () => (await listSessions(management, actor))[0]?.lastSeenAt.getTime() ?? 0;
    const old = new Date(Date.now() - 3_600_000);
    await management.db.session.updateMany({ where: { userId: actor.userId }, data: { lastSeenAt: old } });
    await findSessionActor(management, token);
    expect(Date.now() - (await lastSeen())).toBeLessThan(60_000);
  });

  it("are none of an API token's business", async () => {
    const { actor } = await open();
    const rateLimits = { minute: null, hour: null, day: null };
    const token = { id: "t", namespace: null, allowedActions: [], metadata: {}, expiresAt: null, rateLimits };
    await expect(listSessions(management, { ...actor, token })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a password", () => {
  it("is changed with the current one, which ends the other sessions and keeps this", async () => {
    const mine = await open();
    const second = await open();
    const change = (current: string, wanted: string) => changePassword(management, mine.actor, { current, wanted });
    await expect(change("wrong", "battery staple")).rejects.toMatchObject({
      problems: [{ path: "$.current_password", message: "is wrong" }],
    });
    await expect(change(password, password)).rejects.toMatchObject({ problems: [{ path: "$.new_password" }] });
    expect(await change(password, "battery staple")).toEqual({ endedSessions: 1 });
    expect(await findSessionActor(other, second.token)).toBeNull();
    expect(await findSessionActor(other, mine.token)).not.toBeNull();
    await expect(guess(password)).rejects.toMatchObject(wrong);
    await expect(guess("battery staple")).resolves.toBeDefined();
  });

  it("that somebody else chose must be changed before anything else", async () => {
    await management.db.user.update({ where: { login }, data: { mustChangePassword: true } });
    const { token, actor } = await open();
    expect(() => requireOwnPassword(actor)).toThrow(/chosen by somebody else/);
    await expect(replaceGivenPassword(management, actor, password)).rejects.toMatchObject({ code: "validation" });
    await replaceGivenPassword(management, actor, "battery staple");
    const now = await findSessionActor(management, token);
    expect(now?.session).toMatchObject({ mustChangePassword: false });
    expect((await getAccount(management, actor)).user.mustChangePassword).toBe(false);
  });

  it("that one chose oneself can't be replaced without it", async () => {
    const { actor } = await open();
    await expect(replaceGivenPassword(management, actor, "battery staple")).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("wrong guesses", () => {
  const mustWait = { code: "rate_limit", retryAfterSeconds: expect.any(Number) as number };
  const fail = async (times: number, as = login) => {
    for (let time = 0; time < times; time++)
      await expect(guess("wrong", { on: other, as })).rejects.toMatchObject(wrong);
  };

  it("lock the login on all processes, the right password too, for waits that double", async () => {
    await fail(5);
    await expect(guess(password)).rejects.toMatchObject({ ...mustWait, retryAfterSeconds: 1 });
    const elapse = () => management.db.$executeRaw`update throttle set blocked_until = now()`;
    const waits: number[] = [];
    for (let time = 0; time < 12; time++) {
      await elapse();
      await expect(guess("wrong")).rejects.toMatchObject(wrong);
      const refusal: unknown = await guess(password).catch((error: unknown) => error);
      waits.push((refusal as { retryAfterSeconds: number }).retryAfterSeconds);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    await elapse();
    await expect(guess(password)).resolves.toBeDefined();
    await fail(4);
    await expect(guess(password)).resolves.toBeDefined();
  });

  it("at a login that nobody has are answered like those at one that somebody has", async () => {
    await fail(5, "nobody");
    await expect(guess(password, { as: "Nobody" })).rejects.toMatchObject(mustWait);
  });

  it("are forgotten after an hour", async () => {
    await fail(5);
    await management.db.$executeRaw`update throttle set forgotten_at = now() - interval '1 second'`;
    await expect(guess("wrong")).rejects.toMatchObject(wrong);
    await expect(guess(password)).resolves.toBeDefined();
  });

  it("from one address count whatever the login, and its neighbours in the network too", async () => {
    await management.db.$executeRaw`delete from throttle`;
    await expect(guess("wrong", { address: "2001:db8::1" })).rejects.toMatchObject(wrong);
    await management.db.$executeRaw`update throttle set count = 99`;
    await management.db.$executeRaw`update throttle set count = 0 where count = 99 and key = (
      select sha256(convert_to('guess:' || ${login}, 'UTF8')))`;
    await expect(guess("wrong", { address: "2001:db8::2" })).rejects.toMatchObject(wrong);
    await expect(guess(password, { address: "2001:db8::3" })).rejects.toMatchObject(mustWait);
    await expect(guess(password, { address: "2001:db8:1::1" })).resolves.toBeDefined();
  });

  it("many at the same moment do not tell which of them was right", async () => {
    const guesses = ["a", "b", "c", "d", "e", "f", "g", "h"].map((text) => guess(text));
    await Promise.allSettled(guesses);
    await expect(guess(password)).rejects.toMatchObject(mustWait);
  });
});
