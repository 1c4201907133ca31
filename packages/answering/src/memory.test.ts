import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Mock, type MockDefinition, type Sealing } from "@understudy/domain";
import { createDestinationGuard } from "@understudy/egress";
import { createMockIndex } from "@understudy/matching";
import { expect, it } from "vitest";
import { type CompiledMock, compileMock } from "./compile-mock.ts";

const mockCount = 100_000;
/** A simple mock's share of memory beyond the text of its definition. */
const bytesMax = 1.5 * 1024;

const sealing: Sealing = { seal: (secret) => secret, open: (sealed) => sealed };
const guard = createDestinationGuard({
  allowPrivate: false,
  allowHosts: [],
  ownOrigin: { publicOrigin: "http://localhost:5770", port: 5770, resolverOrigin: "http://127.0.0.1:5770" },
});

function makeDefinition(number: number): string {
  return JSON.stringify({
    http: { route: `/things/${number}/items`, httpMethod: "GET" },
    response: { statusCode: 200, payload: { id: number, message: `Hello from mock ${number}` } },
  });
}

function makeMock(number: number): Mock {
  const now = new Date();
  const definition = JSON.parse(makeDefinition(number)) as MockDefinition;
  const dates = { createdAt: now, updatedAt: now, expireAt: null, closedAt: null };
  return { id: `mock-${number}`, namespace: "sandbox", definition, version: 1, ...dates };
}

function measureBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

it("a simple mock that is ready to answer takes less than 1.5 KiB beyond its definition", { timeout: 60_000 }, () => {
  const before = measureBytes();
  const index = createMockIndex<CompiledMock>();
  let textBytes = 0;
  for (let number = 0; number < mockCount; number++) {
    textBytes += makeDefinition(number).length;
    const compiled = compileMock(makeMock(number), { sealing, guard });
    if (compiled !== null) index.put(compiled);
  }
  const bytes = (measureBytes() - before) / mockCount;
  process.stdout.write(`${bytes.toFixed(0)} bytes a mock, its definition is ${textBytes / mockCount}\n`);
  expect(index.size).toBe(mockCount);
  expect(bytes).toBeLessThan(textBytes / mockCount + bytesMax);
});
