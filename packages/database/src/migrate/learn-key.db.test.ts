import { afterAll, beforeAll, expect, test } from "vitest";
import { connectTo, createTestDatabase, type TestDatabase } from "../../../../test/postgres.ts";
import { learnKey } from "./learn-key.ts";

let database: TestDatabase;
let client: Awaited<ReturnType<typeof connectTo>>;
const [a, b, c] = ["a", "b", "c"].map((name) => Buffer.from(name.repeat(32)));

beforeAll(async () => {
  database = await createTestDatabase();
  client = await connectTo(database);
  await client.query("update installation set secret_key_fingerprint = $1", [a]);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const start = (key: Buffer | undefined, previous: Buffer | null = null) =>
  learnKey(client, { secretKeyFingerprint: key ?? Buffer.alloc(0), previousKeyFingerprint: previous });

test("a key is rotated with the one before beside it, once at a time, and back", async () => {
  await start(a);
  await expect(start(b)).rejects.toThrow(/SECRET_KEY: is not the key/);
  await expect(start(b, c)).rejects.toThrow(/SECRET_KEY: is not the key/);
  await start(b, a);
  await start(b, a);
  await expect(start(a)).rejects.toThrow(/SECRET_KEY: is not the key/);
  await expect(start(b)).rejects.toThrow(/SECRET_KEY_PREVIOUS: is needed until/);
  await expect(start(c, b)).rejects.toThrow(/SECRET_KEY: can't be changed again/);
  await start(a, b);
  await start(b, a);
  // What the job does when nothing is left.
  await client.query("update installation set previous_key_fingerprint = null");
  await start(b);
  await start(c, b);
});
