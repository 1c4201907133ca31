import { createLogger } from "@understudy/runtime";
import { afterEach, expect, test, vi } from "vitest";
import { createDailyDeliveries } from "./daily-deliveries.ts";

const log = createLogger({ process: "resolver", level: "error" });
const noon = Date.parse("2030-01-01T12:00:00Z");

afterEach(() => void vi.useRealTimers());

/** A process, and a database that all processes count in. */
function setUp(max: number | null, counts = new Map<string, number>()) {
  const clock = { ms: noon };
  const stored = { max, counts, asked: 0, isAway: false };
  const daily = createDailyDeliveries({
    add(count) {
      stored.asked += 1;
      if (stored.isAway) return Promise.reject(new Error("away"));
      const day = new Date(clock.ms).toISOString().slice(0, 10);
      counts.set(day, (counts.get(day) ?? 0) + count);
      return Promise.resolve({ day, count: counts.get(day) ?? 0, max: stored.max });
    },
    now: () => clock.ms,
    log,
  });
  const enqueue = async (count: number): Promise<void> => {
    await daily.look(count);
    daily.take(count);
  };
  return { ...{ clock, stored, daily, enqueue }, today: () => counts.get("2030-01-01") ?? 0 };
}

test("all are counted, and told about once a second rather than for each call", async () => {
  const { clock, stored, daily, enqueue, today } = setUp(null);
  for (let call = 0; call < 3_000; call += 1) {
    await enqueue(1);
    clock.ms += 1;
  }
  expect(stored.asked).toBeLessThan(10);
  await daily.close();
  expect(today()).toBe(3_000);
});

test("a call that would go beyond what licences allow is refused until the day ends, and leaves no count", async () => {
  const { clock, daily, enqueue, today } = setUp(5);
  await enqueue(4);
  await expect(enqueue(2)).rejects.toMatchObject({
    ...{ code: "rate_limit", status: 429, retryAfterSeconds: 12 * 3_600 },
    message: expect.stringMatching(/^license limit reached: .* 5 deliveries a day/) as string,
  });
  await enqueue(1);
  await expect(enqueue(1)).rejects.toThrow(/license limit/);
  await daily.close();
  expect(today()).toBe(5);
  clock.ms = Date.parse("2030-01-02T00:00:01Z");
  await enqueue(5);
});

test("what other processes made counts, within a second or two", async () => {
  const counts = new Map<string, number>();
  const [one, other] = [setUp(10, counts), setUp(10, counts)];
  await one.enqueue(6);
  await other.enqueue(3);
  await one.daily.close();
  await other.daily.close();
  for (const { clock } of [one, other]) clock.ms += 2_001;
  await expect(other.enqueue(2)).rejects.toThrow(/license limit/);
  await one.enqueue(1);
});

test("a limit that is raised counts with the next call, and refused calls don't ask each for itself", async () => {
  const { clock, stored, enqueue } = setUp(1);
  await enqueue(1);
  clock.ms += 201;
  for (let call = 0; call < 100; call += 1) await expect(enqueue(1)).rejects.toThrow();
  expect(stored.asked).toBeLessThan(5);
  stored.max = null;
  clock.ms += 201;
  await enqueue(1);
});

test("a licence that was changed counts with the next call, also one that was changed while the last was looked for", async () => {
  const { stored, daily, enqueue } = setUp(null);
  await enqueue(1);
  stored.max = 1;
  daily.lookAgain();
  await expect(enqueue(1)).rejects.toThrow(/license limit/);
  daily.lookAgain();
  const looking = daily.look(1);
  stored.max = 2;
  daily.lookAgain();
  await looking;
  await enqueue(1);
});

test("while the database is away nothing is lost, and no call waits for long", async () => {
  const { clock, stored, daily, enqueue, today } = setUp(100);
  await enqueue(1);
  stored.isAway = true;
  clock.ms += 3_000;
  await enqueue(2);
  stored.isAway = false;
  await daily.close();
  expect(today()).toBe(3);
});

test("a database that does not answer holds a call for a fifth of a second", async () => {
  const daily = createDailyDeliveries({ add: () => new Promise(() => undefined), now: () => noon, log });
  await daily.look(1);
  daily.take(1);
});

test("what is counted is told although no call follows", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { enqueue, today } = setUp(null);
  await enqueue(0);
  await enqueue(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(today()).toBe(2);
});
