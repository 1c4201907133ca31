import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Break, type BreakableLink, openBreakableLink } from "../../../test/breakable-link.ts";
import { createTestDatabase, runOnServer, type TestDatabase } from "../../../test/postgres.ts";
import { type Database, openDatabase } from "./client.ts";
import { isNulRefusal, isOutage } from "./database-failure.ts";

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "no failure",
    (error: unknown) => error,
  );

it("knows a server that is not there, however it is asked", async () => {
  const db = openDatabase({ databaseUrl: "postgresql://user:word@127.0.0.1:1/none", connectionsMax: 1 });
  const failures = await Promise.all([
    failureOf(db.namespace.findMany()),
    failureOf(db.$queryRaw`select 1`),
    failureOf(db.$transaction((tx) => tx.namespace.findMany())),
  ]);
  expect(failures.map(isOutage)).toEqual([true, true, true]);
});

it("knows a connection that the server ended, and goes on with the next one", async () => {
  const database = await createTestDatabase();
  const db = openDatabase({ databaseUrl: database.url, connectionsMax: 1 });
  const sleeping = failureOf(db.$queryRaw`select pg_sleep(10)::text`);
  await expect
    .poll(() =>
      runOnServer(
        database.url,
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(10)%' and datname = current_database()",
      ),
    )
    .toHaveLength(1);
  expect(isOutage(await sleeping)).toBe(true);
  expect(await db.namespace.findMany()).not.toEqual([]);
  await db.$disconnect();
  await database.drop();
});

describe("a connection that breaks", () => {
  let database: TestDatabase;
  let link: BreakableLink;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    link = await openBreakableLink(database.url);
    db = openDatabase({ databaseUrl: link.url, connectionsMax: 1 });
  });
  afterAll(async () => {
    await db.$disconnect();
    await link.close();
    await database.drop();
  });

  const inTransaction = (waitMs: number, goesOn: boolean, how: Break): Promise<unknown> =>
    db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1`;
      link.breakAll(how);
      await sleep(waitMs);
      if (goesOn) await tx.$queryRaw`select 1`;
    });

  it.each(["end", "reset"] as const)("is known whenever that is: %s", async (how) => {
    const sleeping = failureOf(db.$queryRaw`select pg_sleep(10)::text`);
    await sleep(300);
    link.breakAll(how);
    const failures = [
      await sleeping,
      await failureOf(inTransaction(0, true, how)),
      await failureOf(inTransaction(100, true, how)),
      await failureOf(inTransaction(0, false, how)),
      await failureOf(inTransaction(100, false, how)),
    ];
    link.refuse(how);
    failures.push(
      await failureOf(db.$queryRaw`select 1`),
      await failureOf(db.$transaction((tx) => tx.$queryRaw`select 1`)),
    );
    link.accept();
    expect(failures.map(isOutage), failures.map(String).join("\n")).toEqual(failures.map(() => true));
    expect(await db.$queryRaw`select 1 as one`).toEqual([{ one: 1 }]);
  });
});

it("knows a text that PostgreSQL can't hold, searched for or stored", async () => {
  const database = await createTestDatabase();
  const db = openDatabase({ databaseUrl: database.url, connectionsMax: 1 });
  const failures = [
    await failureOf(db.namespace.findMany({ where: { name: "a\0b" } })),
    await failureOf(db.namespace.create({ data: { name: "a\0b" } })),
    await failureOf(db.$queryRaw`select ${"a\0b"}::text`),
    await failureOf(db.$queryRaw`select ${JSON.stringify({ a: "\0" })}::jsonb ->> 'a'`),
  ];
  expect(failures.map(isNulRefusal)).toEqual(failures.map(() => true));
  expect(failures.map(isOutage)).toEqual(failures.map(() => false));
  expect(isNulRefusal(await failureOf(db.$queryRaw`select 1 / 0`))).toBe(false);
  await db.$disconnect();
  await database.drop();
});

it("leaves what is the statement's own fault alone", async () => {
  const database = await createTestDatabase();
  const db = openDatabase({ databaseUrl: database.url, connectionsMax: 1 });
  const failures = [
    await failureOf(db.$queryRaw`select 1 / 0`),
    await failureOf(db.namespace.create({ data: { name: "sandbox" } })),
    new Error("something else"),
  ];
  expect(failures.map(isOutage)).toEqual([false, false, false]);
  await db.$disconnect();
  await database.drop();
});
