import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";

const rows = 100_000;
const payloadBytes = 1_500;
const mebibyte = 1024 * 1024;

let installation: BackedUpInstallation;

beforeAll(async () => {
  installation = await openInstallation();
  await installation.management.db.$executeRawUnsafe(`
    insert into store_entry (namespace, chain_id, key, value)
    select 'sandbox', '', 'key-' || i, '"' || repeat(md5(i::text), ${Math.ceil(payloadBytes / 32)}) || '"'
    from generate_series(1, ${rows}) as i`);
});

afterAll(async () => {
  await installation.close();
});

/** Some 150 MiB of rows: were they held in memory anywhere, on the way there or back, it would show. */
it("makes and restores a hundred thousand rows with little memory", { timeout: 300_000 }, async () => {
  const memory = watchMemory();
  const backup = await installation.backUp();
  expect(backup).toMatchObject({ status: "completed" });
  expect(backup.progress.rowsDone).toBeGreaterThan(rows);
  await installation.management.db.$executeRawUnsafe("delete from store_entry where key <> 'key-1'");
  const restored = await installation.restore(backup.id);
  expect(restored).toMatchObject({ status: "completed", reason: null });
  expect(await installation.management.db.storeEntry.count()).toBe(rows);
  const grownBytes = memory.grownBytes();
  process.stdout.write(`${Math.round(grownBytes / mebibyte)} MiB more were alive at once\n`);
  expect(grownBytes).toBeLessThan(100 * mebibyte);
});

/** What is alive: garbage is collected before each look. */
function watchMemory() {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const measure = (): number => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = measure();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, measure())), 250);
  return {
    grownBytes() {
      clearInterval(timer);
      return most - before;
    },
  };
}
