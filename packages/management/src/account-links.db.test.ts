import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvitationSchema, NewUserSchema, SignUpSchema } from "@understudy/domain";
import { openManagementOn } from "../../../test/management.ts";
import { createTestDatabase } from "../../../test/postgres.ts";
import { enter } from "../../../test/sign-in.ts";
import type { Actor } from "./actor.ts";
import {
  closeManagement,
  createUser,
  disableUser,
  ensureFirstAdmin,
  findLink,
  findSessionActor,
  getLocalActor,
  inviteUser,
  listNamespaces,
  type Management,
  requestPasswordReset,
  sendAccountLink,
  setPasswordByLink,
  signUp,
} from "./index.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let management: Management;
let admin: Actor;
const password = "battery staple";

beforeAll(async () => {
  database = await createTestDatabase();
  management = openManagementOn(database.url);
  await ensureFirstAdmin(management, { login: "admin", password });
  admin = await getLocalActor(management);
});

afterAll(async () => {
  await closeManagement(management);
  await database.drop();
});

/** Where no mails go out: the inviter gets the link. */
async function invite(username: string) {
  const input = InvitationSchema.parse({ username, email: "" });
  const { user, link } = await inviteUser(management, admin, { input, canMail: true });
  if (link === null) throw new Error("nobody has the link");
  return { user, token: link.token };
}

const use = (token: string) => setPasswordByLink(management, { token, password });
const noLink = { code: "not_found", message: /used already, was replaced by a newer one, or has expired/ };

describe("a link", () => {
  it("is used once, however many try at the same moment", async () => {
    const { token } = await invite("ada");
    await expect(enter(management, { login: "ada", password: "" })).rejects.toMatchObject({ code: "unauthorized" });
    expect(await findLink(management, token)).toEqual({ kind: "invitation", login: "ada" });
    const tries = await Promise.allSettled([use(token), use(token), use(token), use(token)]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await findLink(management, token)).toBeNull();
    await expect(use(token)).rejects.toMatchObject(noLink);
  });

  it("is kept as a hash only", async () => {
    const { token } = await invite("bob");
    const kept = JSON.stringify(await management.db.accountLink.findMany(), (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
    );
    expect(kept).not.toContain(token.slice(3));
  });

  it("expires", async () => {
    const { user, token } = await invite("carl");
    await management.db.accountLink.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date() } });
    await expect(use(token)).rejects.toMatchObject(noLink);
  });

  it("of a disabled user is none any more", async () => {
    const { user, token } = await invite("dora");
    await disableUser(management, admin, user.id);
    await expect(use(token)).rejects.toMatchObject(noLink);
    const again = sendAccountLink(management, admin, { id: user.id, canMail: false });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  it("for somebody who has a password resets it, ends their sessions and their waiting", async () => {
    const { token } = await invite("eve");
    await use(token);
    const session = await enter(management, { login: "eve", password });
    for (let time = 0; time < 5; time++) {
      await enter(management, { login: "eve", password: "wrong" }).catch(() => undefined);
    }
    const { user, link } = await sendAccountLink(management, admin, {
      id: session.user.id,
      canMail: false,
    });
    expect(link).toMatchObject({ kind: "reset" });
    expect(user.login).toBe("eve");
    await setPasswordByLink(management, { token: link?.token ?? "", password: "another password" });
    expect(await findSessionActor(management, session.token)).toBeNull();
    await expect(enter(management, { login: "eve", password: "another password" })).resolves.toBeDefined();
  });

  it("to an admin is for admins to make", async () => {
    const input = NewUserSchema.parse({ username: "help", password, role: "support" });
    const { id } = await createUser(management, admin, input);
    const support: Actor = { ...admin, userId: id, login: "help", systemRole: "support" };
    const ofAdmin = sendAccountLink(management, support, { id: admin.userId, canMail: false });
    await expect(ofAdmin).rejects.toMatchObject({ code: "forbidden" });
    const invitation = { input: InvitationSchema.parse({ username: "x" }), canMail: false };
    await expect(inviteUser(management, support, invitation)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("signing up", () => {
  const register = (login: string, isOpen: boolean, address = "192.0.2.1") =>
    signUp(management, { input: SignUpSchema.parse({ login, password }), address, isOpen });

  it("is off unless SIGN_UP is on", async () => {
    await expect(register("grace", false)).rejects.toMatchObject({ code: "forbidden" });
    await expect(enter(management, { login: "grace", password })).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("makes a user without a role in any namespace, once a login", async () => {
    await register("grace", true);
    const { token } = await enter(management, { login: "grace", password });
    const actor = await findSessionActor(management, token);
    if (actor === null) throw new Error("no session");
    expect(actor).toMatchObject({ systemRole: "user", session: { mustChangePassword: false } });
    expect(await listNamespaces(management, actor)).toEqual([]);
    await expect(register("Grace", true)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is slowed down for an address that makes many accounts", async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => register(`bot-${index}`, true, "198.51.100.1")),
    );
    expect(made.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => "fulfilled"));
    await expect(register("bot-more", true, "198.51.100.1")).rejects.toMatchObject({ code: "rate_limit" });
    await expect(register("neighbour", true, "203.0.113.1")).resolves.toBeDefined();
  });
});

it("where no mails go out, nobody can have a link mailed", async () => {
  const ask = requestPasswordReset(management, { email: "a@example.com", address: "", canMail: false });
  await expect(ask).rejects.toMatchObject({ code: "conflict" });
});
