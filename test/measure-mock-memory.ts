import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Mock, MockDefinition, Sealing } from "../packages/domain/src/index.ts";
import { createDestinationGuard } from "../packages/egress/src/index.ts";
import { createMockIndex } from "../packages/matching/src/index.ts";
import { type CompiledMock, compileMock } from "../packages/answering/src/index.ts";

/** What a simple mock takes in memory when it is ready to answer, and the text of its definition; bytes, on average. */
export interface MockMemory {
  bytes: number;
  definitionBytes: number;
}

const mockCount = 100_000;

const sealing: Sealing = { seal: (secret) => secret, open: (sealed) => sealed };
const files = new Map<string, Uint8Array>();
const guard = createDestinationGuard({
  allowPrivate: false,
  allowHosts: [],
  ownOrigin: { publicOrigin: "http://localhost:5770", port: 5770, resolverOrigin: "http://127.0.0.1:5770" },
});

export function measureMockMemory(): MockMemory {
  const before = measureBytes();
  const index = createMockIndex<CompiledMock>();
  let definitionBytes = 0;
  for (let number = 0; number < mockCount; number++) {
    const text = makeDefinition(number);
    definitionBytes += text.length;
    const compiled = compileMock(makeMock(number, text), { sealing, guard, files });
    if (compiled !== null) index.put(compiled);
  }
  const bytes = measureBytes() - before;
  if (index.size !== mockCount) throw new Error(`${index.size} of ${mockCount} mocks were compiled`);
  return { bytes: bytes / mockCount, definitionBytes: definitionBytes / mockCount };
}

function makeDefinition(number: number): string {
  return JSON.stringify({
    http: { route: `/things/${number}/items`, httpMethod: "GET" },
    response: { statusCode: 200, payload: { id: number, message: `Hello from mock ${number}` } },
  });
}

function makeMock(number: number, text: string): Mock {
  const now = new Date();
  const definition = JSON.parse(text) as MockDefinition;
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
