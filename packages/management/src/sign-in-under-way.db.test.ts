import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import { connectToUrl, runOnServer } from "../../../test/postgres.ts";
import { createUser, disableUser, setUserPassword, signIn } from "./index.ts";

/** Somebody signs in while their sessions are ended: whatever comes first, no session is left. */
let test: TestManagement;

beforeAll(async () => {
  test = await openTestManagement();
});
afterAll(() => test.close());

const password = "correct horse battery";

async function makeUser(username: string): Promise<string> {
  const input = {
    username,
    email: `${username}@example.com`,
    password,
    requiresPasswordChange: false,
    role: "user" as const,
  };
  return (await createUser(test.management, test.admin, input)).id;
}

const sessionsOf = (userId: string) => test.management.db.session.count({ where: { userId } });

/** Who waits for a lock in this database. On a connection of its own: within a transaction the answer would stay the same. */
async function countWaiting(): Promise<number> {
  const waiting = await runOnServer(
    test.databaseUrl,
    "select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
  );
  return waiting.length;
}

/** Holds what a sign-in waits for last, until the change has begun to wait for it too. */
async function signInDuring(
  username: string,
  change: (id: string) => Promise<unknown>,
): Promise<PromiseSettledResult<unknown>[]> {
  const id = await makeUser(username);
  const holder = await connectToUrl(test.databaseUrl);
  const waiting = (count: number) =>
    vi.waitUntil(async () => (await countWaiting()) >= count, { timeout: 15_000, interval: 20 });
  const under: Promise<unknown>[] = [];
  try {
    await holder.query("begin");
    await holder.query("select from app_user where id = $1 for update", [id]);
    under.push(change(id));
    await waiting(1);
    under.push(signIn(test.management, { login: username, password }));
    await waiting(2);
  } finally {
    await holder.query("rollback");
    await holder.end();
  }
  const results = await Promise.allSettled(under);
  expect(await sessionsOf(id)).toBe(0);
  return results;
}

it("a password that is changed meanwhile ends it", async () => {
  const [changing, signingIn] = await signInDuring("ada", (id) =>
    setUserPassword(test.management, test.admin, { id, password: "another good one", mustChangePassword: false }),
  );
  expect(changing?.status).toBe("fulfilled");
  expect(signingIn).toMatchObject({ status: "rejected", reason: { code: "unauthorized" } });
});

it("a user who is disabled meanwhile does not get in, nor when they are enabled again", async () => {
  const [changing, signingIn] = await signInDuring("bob", (id) => disableUser(test.management, test.admin, id));
  expect(changing?.status).toBe("fulfilled");
  expect(signingIn).toMatchObject({ status: "rejected", reason: { code: "unauthorized" } });
});

it("nobody else's sign-in is in the way", async () => {
  const id = await makeUser("cid");
  await signIn(test.management, { login: "cid", password });
  expect(await sessionsOf(id)).toBe(1);
});
