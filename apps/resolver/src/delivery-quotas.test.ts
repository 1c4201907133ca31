import { expect, test } from "vitest";
import type { UsedQuotas } from "@understudy/database";
import { createDeliveryQuotas } from "./delivery-quotas.ts";

/** Quotas of one namespace, with a database that counts what it is told. */
function setUp(quotas: { pendingDeliveries: number; deliveriesPerMinute: number | null }) {
  const clock = { ms: 0 };
  const stored: UsedQuotas = { pending: 0, lastMinute: 0 };
  const counting = { times: 0 };
  const kept = createDeliveryQuotas({
    quotasOf: (namespace) => (namespace === "known" ? quotas : null),
    count() {
      counting.times += 1;
      return Promise.resolve({ ...stored });
    },
    now: () => clock.ms,
  });
  const enqueue = async (count: number): Promise<void> => {
    await kept.look("known", count);
    kept.take("known", count);
    stored.pending += count;
    stored.lastMinute += count;
  };
  return { ...{ clock, stored, counting, kept, enqueue } };
}

test("a namespace far from its quotas is counted once a second, and no call waits for it", async () => {
  const { clock, counting, kept, enqueue } = setUp({ pendingDeliveries: 100_000, deliveriesPerMinute: null });
  for (let call = 0; call < 1_000; call += 1) {
    expect(kept.look("known", 1)).toBeUndefined();
    kept.take("known", 1);
  }
  expect(counting.times).toBe(1);
  await new Promise(setImmediate);
  clock.ms = 1_001;
  await enqueue(1);
  expect(counting.times).toBe(2);
});

test("what goes beyond is refused, by the last count or by a fresh one, and let through when others are done", async () => {
  const { clock, stored, counting, enqueue } = setUp({ pendingDeliveries: 3, deliveriesPerMinute: null });
  await enqueue(2);
  await expect(enqueue(2)).rejects.toMatchObject({ code: "rate_limit", status: 429 });
  await enqueue(1);
  await expect(enqueue(1)).rejects.toThrow(/may have 3 deliveries that are not final/);
  const times = counting.times;
  for (let call = 0; call < 100; call += 1) await expect(enqueue(1)).rejects.toThrow();
  expect(counting.times - times).toBeLessThanOrEqual(1);
  stored.pending = 0;
  clock.ms += 201;
  await enqueue(3);
});

test("deliveries a minute are bounded by themselves", async () => {
  const { clock, stored, enqueue } = setUp({ pendingDeliveries: 100, deliveriesPerMinute: 5 });
  for (let call = 0; call < 5; call += 1) await enqueue(1);
  stored.pending = 0;
  clock.ms += 1_001;
  await expect(enqueue(1)).rejects.toThrow(/may make 5 deliveries a minute/);
  stored.lastMinute = 0;
  clock.ms += 201;
  await enqueue(5);
});

test("a namespace that is not there has no quotas", () => {
  const { kept } = setUp({ pendingDeliveries: 1, deliveriesPerMinute: 1 });
  expect(kept.look("unknown", 5)).toBeUndefined();
  kept.take("unknown", 5);
});
