import { expect, test } from "vitest";
import { createWaitingPlaces } from "./waiting-places.ts";

const gone = new AbortController().signal;

test("there are so many places of a namespace, and so many in all; one that is given back is free, once", () => {
  const places = createWaitingPlaces({ what: "waits", max: 3, perNamespaceMax: 2 });
  const first = places.take("a", gone);
  places.take("a", gone);
  expect(() => places.take("a", gone)).toThrow("at most 2 waits of a namespace at once");
  const third = places.take("b", gone);
  expect(third.taken()).toBe(3);
  expect(() => places.take("c", gone)).toThrow("at most 3 waits at once");
  first.release();
  first.release();
  expect(third.taken()).toBe(2);
  places.take("c", gone);
  expect(() => places.take("d", gone)).toThrow("at once");
});

test("a place ends when its caller has gone, and all end when the process stops", () => {
  const places = createWaitingPlaces({ what: "waits", max: 3, perNamespaceMax: 3 });
  const caller = new AbortController();
  const [one, other] = [places.take("a", caller.signal), places.take("a", gone)];
  caller.abort();
  expect([one.ended.aborted, other.ended.aborted]).toEqual([true, false]);
  places.endAll();
  expect(other.ended.aborted).toBe(true);
  expect(() => places.take("a", gone)).toThrow("this process is stopping");
});
