import { expect, test } from "vitest";
import { createSeenChanges } from "./seen-changes.ts";

test("a request is told once, a delivery each time that it has changed", () => {
  const seen = createSeenChanges();
  expect(seen.addRequests(["a", "b"])).toEqual(["a", "b"]);
  expect(seen.addRequests(["b", "c"])).toEqual(["c"]);
  const delivery = { id: "d", attempts: 0 };
  expect(seen.addDeliveries([{ ...delivery, state: "pending" }])).toEqual(["d"]);
  expect(seen.addDeliveries([{ ...delivery, state: "pending" }])).toEqual([]);
  expect(seen.addDeliveries([{ ...delivery, state: "pending", attempts: 1 }])).toEqual(["d"]);
  expect(seen.unfinishedIds()).toEqual(["d"]);
  expect(seen.addDeliveries([{ ...delivery, state: "delivered", attempts: 2 }])).toEqual(["d"]);
  expect(seen.unfinishedIds()).toEqual([]);
});

test("what is remembered is bounded, and the newest of it", () => {
  const seen = createSeenChanges();
  const idOf = (index: number): string => `id ${index}`;
  const ids = Array.from({ length: 10_000 }, (_, index) => idOf(index));
  seen.addRequests(ids);
  expect(seen.addRequests([idOf(9_999), idOf(6_000), idOf(5_999)])).toEqual([idOf(5_999)]);
  seen.addDeliveries(ids.map((id) => ({ id, state: "pending", attempts: 0 })));
  expect(seen.unfinishedIds()).toEqual(ids.slice(9_000));
});
