import { AppError } from "@understudy/domain";
import type { EventBatch } from "@understudy/management";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { streamEvents } from "./event-stream.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** One batch after another, so many milliseconds apart; `gaps` stand for events. */
async function* batches(...list: { gaps: number; afterMs: number }[]): AsyncGenerator<EventBatch> {
  for (const [index, { gaps, afterMs }] of list.entries()) {
    vi.advanceTimersByTime(afterMs);
    await Promise.resolve();
    yield { events: Array.from({ length: gaps }, () => ({ kind: "gap", of: "request" })), cursor: BigInt(index) };
  }
}

const allowed = () => Promise.resolve();

test("it begins with where it is, has the id on the last event of a batch, and gives a sign of life", async () => {
  const list = batches(
    { gaps: 0, afterMs: 0 },
    { gaps: 2, afterMs: 500 },
    { gaps: 0, afterMs: 500 },
    { gaps: 0, afterMs: 10_000 },
  );
  const response = streamEvents(list, { recheck: allowed });
  expect(response.headers.get("cache-control")).toContain("no-transform");
  const gap = 'event: gap\ndata: {"kind":"request"}\n\n';
  expect(await response.text()).toBe(
    `retry: 2000\nevent: ready\nid: 0\ndata: {}\n\n${gap}${gap.replace("\n", "\nid: 1\n")}: still there\nid: 3\n\n`,
  );
});

test("whoever may not read any longer is told so, and sees nothing more", async () => {
  const list = batches({ gaps: 0, afterMs: 0 }, { gaps: 1, afterMs: 6_000 }, { gaps: 1, afterMs: 500 });
  const recheck = () => Promise.reject(new AppError("unauthorized", "the token was revoked"));
  const text = await streamEvents(list, { recheck }).text();
  expect(text).toBe(
    'retry: 2000\nevent: ready\nid: 0\ndata: {}\n\nevent: end\ndata: {"reason":"the token was revoked"}\n\n',
  );
});

test("nothing is asked for that nobody takes, and who goes away ends it", async () => {
  let asked = 0;
  let isEnded = false;
  async function* endless(): AsyncGenerator<EventBatch> {
    try {
      for (;;) {
        await Promise.resolve();
        yield { events: [{ kind: "gap", of: "delivery" }], cursor: BigInt((asked += 1)) };
      }
    } finally {
      isEnded = true;
    }
  }
  const reader = streamEvents(endless(), { recheck: allowed }).body?.getReader();
  await reader?.read();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBeLessThan(4);
  await reader?.cancel();
  expect(isEnded).toBe(true);
});
