import { InvitationSchema, NewUserSchema } from "@understudy/domain";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type Actor,
  closeManagement,
  createUser,
  ensureFirstAdmin,
  getLocalActor,
  inviteUser,
  type Management,
  requestPasswordReset,
  sendAccountLink,
  setPasswordByLink,
  signIn,
} from "../../../../packages/management/src/index.ts";
import { openManagementOn } from "../../../../test/management.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { findLink, startMailServer, type TestMailServer } from "../../../../test/smtp.ts";
import { startTestWorker, type TestWorker } from "../../../../test/worker.ts";

/** A real worker process, a real database and a real SMTP server. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let management: Management;
let admin: Actor;
let server: TestMailServer;
let worker: TestWorker;

const startWorker = () =>
  startTestWorker(database, {
    allowedHosts: "",
    env: { SMTP_URL: server.url, EMAIL_FROM: "Understudy <us@example.com>", PUBLIC_URL: "https://mocks.example.com" },
  });

beforeAll(async () => {
  database = await createTestDatabase();
  management = openManagementOn(database.url);
  await ensureFirstAdmin(management, { login: "admin", password: "correct horse" });
  admin = await getLocalActor(management);
  server = await startMailServer();
  worker = await startWorker();
});

beforeEach(() => {
  server.mails.length = 0;
});

afterAll(async () => {
  await worker.stop();
  await server.close();
  await closeManagement(management);
  await database.drop();
});

const invite = (username: string) =>
  inviteUser(management, admin, {
    input: InvitationSchema.parse({ username, email: `${username}@example.com` }),
    canMail: true,
  });
const nextMail = async () => {
  await expect.poll(() => server.mails.length, { timeout: 10_000 }).toBeGreaterThan(0);
  const mail = server.mails.shift();
  if (mail === undefined) throw new Error("no mail");
  return mail;
};
const tokenIn = (mail: Awaited<ReturnType<typeof nextMail>>) => findLink(mail).searchParams.get("token") ?? "";
const countJobs = async () => {
  const rows = await management.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from graphile_worker.jobs where task_identifier = 'mail_account_link'`;
  return rows[0]?.count;
};

test("an invitation is mailed, and its link chooses the password once", async () => {
  expect(await invite("ada")).toMatchObject({ link: null, user: { hasPassword: false } });
  const mail = await nextMail();
  expect(mail).toMatchObject({ from: "us@example.com", to: ["ada@example.com"] });
  expect(mail.text).toContain("Subject: You are invited to Understudy");
  expect(findLink(mail).origin).toBe("https://mocks.example.com");
  const accept = () => setPasswordByLink(management, { token: tokenIn(mail), password: "battery staple" });
  expect(await accept()).toMatchObject({ login: "ada" });
  await expect(accept()).rejects.toMatchObject({ code: "not_found" });
  await expect(signIn(management, { login: "ada", password: "battery staple" })).resolves.toBeDefined();
});

test("a newer link takes the place of the older one", async () => {
  const { user } = await invite("bob");
  const older = tokenIn(await nextMail());
  await sendAccountLink(management, admin, { id: user.id, canMail: true });
  const newer = tokenIn(await nextMail());
  const use = (token: string) => setPasswordByLink(management, { token, password: "battery staple" });
  await expect(use(older)).rejects.toMatchObject({ code: "not_found" });
  await expect(use(newer)).resolves.toBeDefined();
});

test("a mail that could not be sent is sent once the server takes it", async () => {
  server.refusals.push(451);
  await invite("carl");
  // The library's own wait after a first failure is some three seconds.
  expect((await nextMail()).to).toEqual(["carl@example.com"]);
  // The server has it a moment before the job is booked as done.
  await expect.poll(countJobs).toBe(0);
});

test("a mail that the server refuses for good is not tried again", async () => {
  server.refusals.push(550);
  await invite("dora");
  await expect.poll(() => worker.lines().map(({ event }) => event), { timeout: 10_000 }).toContain("mail.refused");
  await expect.poll(countJobs).toBe(0);
  expect(server.mails).toEqual([]);
});

test("mails that were asked for while no worker ran go out when one does", async () => {
  await worker.stop();
  await invite("eve");
  expect(await countJobs()).toBe(1);
  worker = await startWorker();
  expect((await nextMail()).to).toEqual(["eve@example.com"]);
});

test("who forgot the password gets a link; for an unknown address all is the same but the mail", async () => {
  const input = { username: "finn", email: "finn@example.com", password: "correct horse" };
  await createUser(management, admin, NewUserSchema.parse(input));
  const ask = (email: string) => requestPasswordReset(management, { email, address: "192.0.2.1", canMail: true });
  const answers = [await ask("nobody@example.com"), await ask("finn@example.com")];
  expect(answers).toEqual([undefined, undefined]);
  const mail = await nextMail();
  expect(mail.to).toEqual(["finn@example.com"]);
  expect(mail.text).toContain("Subject: Choose a new password for Understudy");
  await setPasswordByLink(management, { token: tokenIn(mail), password: "battery staple" });
  await expect.poll(countJobs).toBe(0);
  expect(server.mails).toEqual([]);
  for (const email of ["nobody@example.com", "finn@example.com"]) {
    await ask(email).catch(() => undefined);
    await expect(ask(email)).rejects.toMatchObject({ code: "rate_limit" });
  }
});
