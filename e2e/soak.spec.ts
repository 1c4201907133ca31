import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { projectRoot } from "./product.ts";

/**
 * A short soak: that nothing grows in half an hour is shown by `npm run soak`, that it is measured and removed by this. Heaps grow to their size for some 40 seconds: what is compared (the second third and the last) must lie behind
 * most of that.
 */
test("under a steady load memory and tables stay flat, what is not kept is removed, nothing is lost", async () => {
  const { stdout } = await promisify(execFile)("npm", ["run", "soak", "--", "--seconds", "60", "--rate", "120"], {
    cwd: projectRoot,
    timeout: 170_000,
    // What it printed says what grew.
  }).catch((error: unknown) => error as { stdout: string });
  process.stdout.write(stdout.split("\n").slice(-4).join("\n"));
  const [, answered = 0, lost = -1] = (
    /(\d+) calls answered, (\d+) callbacks lost, all is flat/.exec(stdout) ?? []
  ).map(Number);
  expect(answered).toBeGreaterThan(5_000);
  expect(lost).toBe(0);
  const counts = [...stdout.matchAll(/^\d+ s: (\d+) deliveries/gm)].map(([, count]) => Number(count));
  expect(counts).toHaveLength(30);
  // A thousand are kept, and those of the few seconds since the last removal are there as well.
  expect(counts.at(-1)).toBeLessThan(2_000);
});
