import { expect, test } from "vitest";
import { createWaitingPlaces, takePlace } from "./waiting-places.ts";

const gone = new AbortController().signal;

test("there are so many places of a namespace, and so many in all; one that is given back is free, once", () => {
  const places = createWaitingPlaces({ what: "waits", max: 3, perNamespaceMax: 2 });
  const first = takePlace(places, "a", gone);
  takePlace(places, "a", gone);
  expect(() => takePlace(places, "a", gone)).toThrow("at most 2 waits of a namespace at once");
  const third = takePlace(places, "b", gone);
  expect(third.taken()).toBe(3);
  expect(() => takePlace(places, "c", gone)).toThrow("at most 3 waits at once");
  first.release();
  first.release();
  expect(third.taken()).toBe(2);
  takePlace(places, "c", gone);
  expect(() => takePlace(places, "d", gone)).toThrow("at once");
});

test("a place ends when its caller has gone, and all end when the process stops", () => {
  const places = createWaitingPlaces({ what: "waits", max: 3, perNamespaceMax: 3 });
  const caller = new AbortController();
  const [one, other] = [takePlace(places, "a", caller.signal), takePlace(places, "a", gone)];
  caller.abort();
  expect([one.ended.aborted, other.ended.aborted]).toEqual([true, false]);
  expect(other.taken()).toBe(1);
  places.endAll();
  expect(other.ended.aborted).toBe(true);
  expect(() => takePlace(places, "a", gone)).toThrow("this process is stopping");
});
