import { beforeEach, describe, expect, it } from "vitest";
import { createCallBuffer } from "./call-buffer.ts";
import { MockCalls } from "./mock-calls.ts";
import type { NotedCall } from "./noted-call.ts";

const everything = { callsMax: Infinity, bytesMax: Infinity };

const mocks = new Map<string, MockCalls>();

/** The same for the same id. */
function callsOf(id: string): MockCalls {
  const calls = mocks.get(id) ?? new MockCalls({ id, version: 1, needsUse: false });
  mocks.set(id, calls);
  return calls;
}

function note(id: string, mockId: string | null, given: Partial<NotedCall> = {}): NotedCall {
  const calls = mockId === null ? null : callsOf(mockId);
  return {
    id,
    namespace: "sandbox",
    calls,
    mock: calls?.mock ?? null,
    outcome: mockId === null ? "unmatched" : "matched",
    method: "GET",
    path: "/",
    url: "/",
    rawHeaders: [],
    peer: "",
    body: null,
    answer: { status: 200, headers: [], ourHeaders: [], body: Buffer.alloc(0), isBodyCut: false },
    durationMs: 1,
    explanation: null,
    isCommitted: false,
    ...given,
  };
}

beforeEach(() => mocks.clear());

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
    const answer = { status: 200, headers: [], ourHeaders: [], body: Buffer.alloc(60_000), isBodyCut: true };
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

  it("come back as they were noted", () => {
    const { buffer } = createBuffer();
    const rawHeaders = ["Host", "stubs.example", "X-Empty", ""];
    const noted = note("req_1", "mock", { url: "/stubs/sandbox/a?b=%00", rawHeaders, peer: "::1", durationMs: 1.4 });
    buffer.add(noted);
    const { isCommitted: _c, explanation: _e, calls: _l, outcome: _o, path: _p, ...logged } = noted;
    expect(buffer.take(everything).map((call) => call.unpack())).toEqual([{ ...logged, durationMs: 1 }]);
  });

  it("are as many as those that were not dropped, however many were", () => {
    const { buffer, dropped } = createBuffer();
    buffer.add(note("first", "quiet"));
    for (const id of numbered(50_000)) buffer.add(note(id, "busy"));
    buffer.add(note("last", "quiet"));
    expect(dropped).toHaveLength(49_900);
    const left = ["first", ...numbered(50_000).slice(-100), "last"];
    expect(buffer.take(everything).map(({ id }) => id)).toEqual(left);
    expect([buffer.size, buffer.take(everything)]).toEqual([0, []]);
  });
});
