import { expect, test } from "vitest";
import { createPoolShares, type PoolShares, type Shared } from "./pool-shares.ts";

interface Ended {
  durationMs?: number;
  errorClass?: string;
}

const hung = { durationMs: 30_000, errorClass: "timeout" };

let made = 0;

/** A pool of ten places on a clock of its own. */
function setUp(places = 10) {
  const clock = { ms: 100_000 };
  const shares = createPoolShares(0, { places, start: 1, now: () => clock.ms });
  const start = (target: string, namespace = "a"): Shared => {
    made += 1;
    const delivery = { id: `d${made}`, namespace, target };
    shares.hold(delivery);
    shares.begin(delivery);
    return delivery;
  };
  const end = (delivery: Shared, durationMs: number, errorClass: string | null = null): boolean => {
    const hasHungOften = shares.end(delivery, { durationMs, errorClass });
    shares.release(delivery);
    return hasHungOften;
  };
  /** Attempts of a lane, one after the other. */
  const attempt = (target: string, count: number, ended: Ended = {}): boolean[] =>
    Array.from({ length: count }, () => end(start(target), ended.durationMs ?? 5, ended.errorClass));
  return { ...{ clock, shares, start, end, attempt } };
}

/** How many attempts of a lane may run at once. */
function countPlaces(shares: PoolShares, start: () => Shared, end: (delivery: Shared) => unknown): number {
  const running: Shared[] = [];
  while (running.length < 100 && shares.mayBegin({ id: "", namespace: "a", target: "t" })) running.push(start());
  for (const delivery of running) end(delivery);
  return running.length;
}

const roomOf = (shares: PoolShares, target: string) => shares.claimable()?.lanes.find((lane) => lane.target === target);

test("a lane begins with one place, and has twice as many after each round of attempts that end quickly", () => {
  const { shares, start, end } = setUp();
  const rounds = Array.from({ length: 5 }, () =>
    countPlaces(
      shares,
      () => start("t"),
      (delivery) => end(delivery, 300),
    ),
  );
  expect(rounds).toEqual([1, 2, 4, 8, 10]);
});

test("what fails quickly holds no place for long, and grows as well", () => {
  const { shares, start, end, attempt } = setUp();
  attempt("t", 9, { durationMs: 3, errorClass: "connect" });
  expect(
    countPlaces(
      shares,
      () => start("t"),
      (delivery) => end(delivery, 3),
    ),
  ).toBe(10);
});

test("a lane leaves places to others when there are any", () => {
  const { shares, start, end, attempt } = setUp();
  attempt("t", 20);
  attempt("other", 1);
  expect(
    countPlaces(
      shares,
      () => start("t"),
      (delivery) => end(delivery, 5),
    ),
  ).toBe(8);
});

test("a share collapses when an attempt hangs, and grows up to half of the places while a slow target answers", () => {
  const { shares, start, end, attempt } = setUp();
  attempt("t", 20);
  attempt("t", 1, hung);
  expect(
    countPlaces(
      shares,
      () => start("t"),
      (delivery) => end(delivery, 30_000, "timeout"),
    ),
  ).toBe(1);
  attempt("t", 20, { durationMs: 2_000 });
  expect(
    countPlaces(
      shares,
      () => start("t"),
      (delivery) => end(delivery, 2_000),
    ),
  ).toBe(5);
});

test("lanes that are not known to be quick have half of the places together, and three of a namespace", () => {
  const { shares, start } = setUp();
  expect(shares.claimable()?.room).toMatchObject({ cautious: 5, laneRoom: 1, groupRoom: 3, backlogMax: null });
  start("x", "b");
  start("y", "b");
  expect(shares.claimable()?.room.cautious).toBe(3);
  expect(shares.claimable()?.namespaces).toEqual([{ pool: 0, name: "b", room: 1 }]);
  expect(shares.claimable()?.targets).toEqual([
    { pool: 0, name: "x", room: 2 },
    { pool: 0, name: "y", room: 2 },
  ]);
  expect(roomOf(shares, "x")).toMatchObject({ room: 0, isQuick: false });
});

test("when the half is taken, three more lanes are tried; then nothing is claimed but of quick lanes", () => {
  const { shares, start, end } = setUp();
  for (let n = 0; n < 5; n += 1) start(`hung-${n}`, `n${n}`);
  expect(shares.claimable()?.room).toMatchObject({ cautious: 1, laneRoom: 1, waitedMs: 100, backlogMax: null });
  start("heavy", "n5");
  // One of them may have a long backlog.
  expect(shares.claimable()?.room).toMatchObject({ cautious: 1, backlogMax: 10 });
  // A namespace of which one is being tried, and a target that hangs elsewhere, are not.
  expect(shares.claimable()?.namespaces).toContainEqual({ pool: 0, name: "n5", room: 0 });
  expect(shares.claimable()?.namespaces).toContainEqual({ pool: 0, name: "n1", room: 1 });
  expect(shares.claimable()?.targets).toContainEqual({ pool: 0, name: "hung-1", room: 0 });
  start("light", "n6");
  const good = start("good", "n7");
  expect(shares.claimable()).toBeNull();
  end(good, 5);
  // It is quick now, and its trial is free for another.
  expect(roomOf(shares, "good")).toMatchObject({ isQuick: true });
  expect(shares.claimable()?.room).toMatchObject({ cautious: 1, backlogMax: 10 });
});

test("a quick lane whose attempts hang is none any more, and what waits behind them is let go", () => {
  const { clock, shares, start, attempt } = setUp();
  attempt("t", 20);
  const [first] = Array.from({ length: 8 }, () => start("t"));
  if (first === undefined) throw new Error("nothing was started");
  expect(shares.isStuck(first)).toBe(false);
  clock.ms += 1_501;
  expect(shares.isStuck(first)).toBe(true);
  expect(roomOf(shares, "t")).toMatchObject({ isQuick: false, room: 0 });
  expect(shares.claimable()?.room.cautious).toBe(1);
});

test("one attempt that hangs among many that do not costs its own place only", () => {
  const { clock, shares, start, attempt } = setUp();
  attempt("t", 20);
  start("t");
  clock.ms += 5_000;
  attempt("t", 1);
  expect(roomOf(shares, "t")).toMatchObject({ isQuick: true });
  expect(shares.claimable()?.room.cautious).toBe(4);
});

test("five different deliveries that hang in a row are often; one that is tried again and again is not", () => {
  const { attempt, start, end } = setUp();
  expect(attempt("t", 4, hung)).toEqual([false, false, false, false]);
  attempt("t", 1, { durationMs: 5 });
  expect(attempt("t", 5, hung)).toEqual([false, false, false, false, true]);
  const same = start("t");
  const tries = Array.from({ length: 20 }, () => end({ ...same, id: same.id }, 30_000, "timeout"));
  expect(tries).not.toContain(true);
});

test("quick lanes hold more than they send, slow ones do not", () => {
  const { shares, attempt } = setUp();
  attempt("fast", 20, { durationMs: 2 });
  attempt("slower", 20, { durationMs: 1_000 });
  expect(roomOf(shares, "fast")?.room).toBe(64);
  expect(roomOf(shares, "slower")?.room).toBe(9);
});

test("places wait when too many attempts that ended are not recorded yet", () => {
  const { shares, start } = setUp();
  const endUnrecorded = (): Shared => {
    const delivery = start("t");
    shares.end(delivery, { durationMs: 2, errorClass: null });
    return delivery;
  };
  for (let count = 1; count < 40; count++) endUnrecorded();
  expect(shares.hasPlace()).toBe(true);
  const last = endUnrecorded();
  expect(shares.hasPlace()).toBe(false);
  shares.release(last);
  expect(shares.hasPlace()).toBe(true);
});

test("a lane that was not used for a minute is forgotten", () => {
  const { clock, shares, attempt } = setUp();
  attempt("t", 20);
  expect(roomOf(shares, "t")).toBeDefined();
  clock.ms += 60_001;
  expect(roomOf(shares, "t")).toBeUndefined();
});

test("a pool of one or two places works", () => {
  for (const places of [1, 2]) {
    const { shares, start, end, attempt } = setUp(places);
    attempt("t", 3);
    expect(
      countPlaces(
        shares,
        () => start("t"),
        (delivery) => end(delivery, 5),
      ),
    ).toBe(places);
  }
});
