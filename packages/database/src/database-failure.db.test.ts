import { expect, it } from "vitest";
import { createTestDatabase, runOnServer } from "../../../test/postgres.ts";
import { openDatabase } from "./client.ts";
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

it("knows a text that PostgreSQL can't hold, searched for or stored", async () => {
  const database = await createTestDatabase();
  const db = openDatabase({ databaseUrl: database.url, connectionsMax: 1 });
  const failures = [
    await failureOf(db.namespace.findMany({ where: { name: "a\0b" } })),
    await failureOf(db.namespace.create({ data: { name: "a\0b" } })),
    await failureOf(db.$queryRaw`select ${"a\0b"}::text`),
  ];
  expect(failures.map(isNulRefusal)).toEqual([true, true, true]);
  expect(failures.map(isOutage)).toEqual([false, false, false]);
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
