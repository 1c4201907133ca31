import type { CompiledMock } from "@understudy/answering";
import { describe, expect, it } from "vitest";
import { createCallBuffer } from "./call-buffer.ts";
import { CallQueue } from "./call-queue.ts";
import type { NotedCall } from "./noted-call.ts";

const everything = { callsMax: Infinity, bytesMax: Infinity };

function note(id: string, mockId: string | null, given: Partial<NotedCall> = {}): NotedCall {
  return {
    id,
    namespace: "sandbox",
    mock: mockId === null ? null : ({ id: mockId } as CompiledMock),
    outcome: mockId === null ? "unmatched" : "matched",
    method: "GET",
    path: "/",
    url: "/",
    headers: {},
    rawHeaders: [],
    peer: "",
    body: null,
    answer: { status: 200, headers: [], body: Buffer.alloc(0), isBodyCut: false },
    durationMs: 1,
    explanation: null,
    isCommitted: false,
    ...given,
  };
}

function createBuffer(bytesMax = Infinity) {
  const dropped: string[] = [];
  return { dropped, buffer: createCallBuffer({ bytesMax, onDrop: ({ id }) => dropped.push(id) }) };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index));

describe("calls that wait to be written", () => {
  it("of one mock are the newest hundred; the older ones are told", () => {
    const { buffer, dropped } = createBuffer();
    for (const id of numbered(250)) buffer.add(note(id, "busy"));
    buffer.add(note("quiet", "quiet"));
    expect(dropped).toEqual(numbered(150));
    expect(buffer.take(everything).map(({ id }) => id)).toEqual([...numbered(250).slice(150), "quiet"]);
    expect(buffer.size).toBe(0);
  });

  it("that no mock answered have room for a thousand, and take none from others", () => {
    const { buffer, dropped } = createBuffer();
    buffer.add(note("matched", "mock"));
    for (const id of numbered(5_000)) buffer.add(note(id, null));
    expect([buffer.size, dropped.length]).toEqual([1_001, 4_000]);
    expect(buffer.take(everything)[0]?.id).toBe("matched");
  });

  it("of one namespace are ten thousand at most, whatever many mocks it has", () => {
    const { buffer, dropped } = createBuffer();
    for (const id of numbered(15_000)) buffer.add(note(id, `mock-${id}`));
    expect([buffer.size, dropped]).toEqual([10_000, numbered(5_000)]);
  });

  it("are bounded in memory, at the cost of the namespace that takes most of it", () => {
    const { buffer, dropped } = createBuffer(1_000_000);
    buffer.add(note("other", "mock", { namespace: "other" }));
    const answer = { status: 200, headers: [], body: Buffer.alloc(60_000), isBodyCut: true };
    for (const id of numbered(40)) buffer.add(note(id, `mock-${id}`, { answer }));
    expect(dropped).toEqual(numbered(24));
    expect(buffer.take(everything).map(({ namespace }) => namespace)).toContain("other");
  });

  it("are taken in portions, in which every namespace has its share", () => {
    const { buffer } = createBuffer();
    for (const id of numbered(1_000)) buffer.add(note(id, null));
    buffer.add(note("small", "mock", { namespace: "small" }));
    expect(buffer.take({ callsMax: 10, bytesMax: Infinity }).map(({ id }) => id)).toContain("small");
    expect(buffer.size).toBe(991);
    expect(buffer.take({ callsMax: Infinity, bytesMax: 1 })).toHaveLength(1);
  });
});

describe("a queue", () => {
  it("gives back in order what came in, however often it was emptied", () => {
    const queue = new CallQueue();
    const taken: (string | undefined)[] = [];
    for (const id of numbered(500)) {
      queue.push(note(id, null));
      if (Number(id) % 3 > 0) taken.push(queue.shift()?.id);
    }
    while (queue.size > 0) taken.push(queue.shift()?.id);
    expect([taken, queue.shift()]).toEqual([numbered(500), undefined]);
  });
});
