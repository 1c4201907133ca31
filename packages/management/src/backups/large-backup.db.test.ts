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
  expect(memory.grownBytes()).toBeLessThan(120 * mebibyte);
});

/** What is alive outside of the garbage that is not collected yet: buffers, and the heap at its lowest of late. */
function watchMemory() {
  const before = process.memoryUsage();
  let most = 0;
  let lowest: number[] = [];
  const timer = setInterval(() => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    lowest = [...lowest.slice(-19), heapUsed + arrayBuffers];
    if (lowest.length === 20) most = Math.max(most, Math.min(...lowest));
  }, 25);
  return {
    grownBytes() {
      clearInterval(timer);
      return most - before.heapUsed - before.arrayBuffers;
    },
  };
}
