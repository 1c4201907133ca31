import { expect, it } from "vitest";
import { measureMockMemory } from "../../../test/measure-mock-memory.ts";

it("a simple mock that is ready to answer takes less than 1.5 KiB beyond its definition", { timeout: 60_000 }, () => {
  const { bytes, definitionBytes } = measureMockMemory();
  process.stdout.write(`${bytes.toFixed(0)} bytes a mock, its definition is ${definitionBytes.toFixed(0)}\n`);
  expect(bytes).toBeLessThan(definitionBytes + 1.5 * 1024);
});
