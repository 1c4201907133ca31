import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/postgres.ts";
import { openPool, type Pool } from "./pool.ts";
import { lockStoreEntries, readStoreEntries } from "./stores.ts";
import { transact } from "./transact.ts";

let database: TestDatabase;
let pool: Pool;
let other: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, connectionsMax: 2, statementTimeoutMs: 300 });
  other = openPool({ databaseUrl: database.url, connectionsMax: 2, statementTimeoutMs: 5_000 });
});

afterAll(async () => {
  await Promise.all([pool.end(), other.end()]);
  await database.drop();
});

const entry = (key: string) => ({ namespace: "sandbox", chainId: "", key });
const keysOf = (entries: readonly { key: string }[]) => entries.map(({ key }) => key).sort();

async function put(key: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value);
  await other.query("insert into store_entry (namespace, chain_id, key, value) values ('sandbox', '', $1, $2)", [
    key,
    text,
  ]);
}

describe("a transaction", () => {
  it("keeps nothing when its work fails, and its locks are free", async () => {
    const failing = transact(pool, async (tx) => {
      await lockStoreEntries(tx, [entry("kept")]);
      throw new Error("in the middle");
    });
    await expect(failing).rejects.toThrow("in the middle");
    expect(await readStoreEntries(pool, [entry("kept")])).toEqual([]);
    expect(await transact(other, (tx) => lockStoreEntries(tx, [entry("kept")]))).toEqual([]);
    await other.query("delete from store_entry");
  });

  it("whose process does not go on loses its locks in time, and tells it", async () => {
    await put("slow", 1);
    const locked = Promise.withResolvers<undefined>();
    const stopped = transact(pool, async (tx) => {
      await lockStoreEntries(tx, [entry("slow")]);
      locked.resolve(undefined);
      // The next statement comes when another has got the lock.
      await transact(other, (again) => lockStoreEntries(again, [entry("slow")]));
      await tx.query("update store_entry set value = '2' where key = 'slow'");
    });
    await locked.promise;
    await expect(stopped).rejects.toThrow();
    expect(await readStoreEntries(pool, [entry("slow")])).toEqual([{ ...entry("slow"), value: 1 }]);
  });
});

describe("locked entries", () => {
  it("are those that are there, with their values; whoever wants one that is not there yet waits too", async () => {
    await put("there", { a: [1] });
    let isSecondDone = false;
    const second = Promise.withResolvers<unknown>();
    await transact(other, async (tx) => {
      const found = await lockStoreEntries(tx, [entry("new"), entry("there"), entry("new")]);
      expect(found).toEqual([{ ...entry("there"), value: { a: [1] } }]);
      expect(keysOf(await readStoreEntries(tx, [entry("new"), entry("there")]))).toEqual(["there"]);
      second.resolve(
        transact(other, (again) => lockStoreEntries(again, [entry("new")])).finally(() => {
          isSecondDone = true;
        }),
      );
      const { rows } = await tx.query("select pg_sleep(0.1)");
      expect([rows.length, isSecondDone]).toEqual([1, false]);
      await tx.query("update store_entry set value = '7' where key = 'new'");
    });
    expect(await second.promise).toEqual([{ ...entry("new"), value: 7 }]);
  });
});
