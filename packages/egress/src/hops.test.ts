import { expect, test } from "vitest";
import { hopsMax, readHops, signHops } from "./hops.ts";

const key = Buffer.alloc(32, 1);

test("a depth that we signed is read back", () => {
  for (let hops = 0; hops <= hopsMax; hops += 1) expect(readHops(signHops(hops, key), key)).toBe(hops);
  expect(signHops(3, key)).toMatch(/^3\.[0-9a-f]{32}$/);
});

test.each([
  ["absent", undefined],
  ["empty", ""],
  ["unsigned", "5"],
  ["of another depth", signHops(5, key).replace(/^5/, "2")],
  ["of another key", signHops(5, Buffer.alloc(32, 2))],
  ["repeated", [signHops(5, key), signHops(5, key)]],
  ["joined", `${signHops(5, key)}, ${signHops(5, key)}`],
  ["in capitals", signHops(5, key).toUpperCase()],
  ["longer", `${signHops(5, key)}0`],
  ["negative", "-1.00000000000000000000000000000000"],
])("a header that is %s counts as depth 0", (_what, value) => {
  expect(readHops(value, key)).toBe(0);
});

test("no deeper depth than the greatest is signed", () => {
  expect(() => signHops(hopsMax + 1, key)).toThrow(RangeError);
  expect(() => signHops(1.5, key)).toThrow(RangeError);
});
