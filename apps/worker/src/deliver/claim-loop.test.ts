import type { Claim, ClaimedDelivery, ClaimRoom, Lane } from "@understudy/database";
import { expect, test } from "vitest";
import { createClaimLoop } from "./claim-loop.ts";

const room: ClaimRoom = { pools: [], lanes: [], namespaces: [], targets: [] };
const laneOf = (target: string): Lane => ({ pool: 0, namespace: "a", target });
const found = (target: string): ClaimedDelivery => ({ ...laneOf(target) }) as ClaimedDelivery;

/** A loop whose claims find what the test says, in turn; then nothing. */
function setUp(claims: Partial<Claim>[], hasRoom: () => boolean = () => true) {
  const begun: (string | null)[] = [];
  const taken: string[] = [];
  const loop = createClaimLoop({
    room: () => (hasRoom() ? room : null),
    claim({ after }) {
      begun.push(after?.target ?? null);
      const empty = { deliveries: [], last: null, isRound: true, hasPassedEnd: true };
      return Promise.resolve({ ...empty, ...claims[begun.length - 1] });
    },
    take: (deliveries) => taken.push(...deliveries.map(({ target }) => target)),
    onError(error) {
      throw error;
    },
  });
  const poke = async (): Promise<void> => {
    loop.poke();
    await new Promise(setImmediate);
  };
  return { begun, taken, poke };
}

test("one claim answers a poke when it has looked at all lanes, whatever it found", async () => {
  const { begun, taken, poke } = setUp([{ deliveries: [found("x"), found("y")], last: laneOf("z") }]);
  await poke();
  expect(taken).toEqual(["x", "y"]);
  expect(begun).toEqual([null]);
  // The next one begins behind the lane that had its turn last.
  await poke();
  expect(begun).toEqual([null, "y"]);
});

test("with more lanes it goes on behind the last one, once round", async () => {
  const part = { isRound: false, hasPassedEnd: false };
  const { begun, poke } = setUp([
    { ...part, last: laneOf("f") },
    { ...part, last: laneOf("p"), deliveries: [found("g")] },
    { ...part, last: laneOf("c"), hasPassedEnd: true },
    { ...part, last: laneOf("m") },
    { ...part, last: laneOf("z"), hasPassedEnd: true },
  ]);
  await poke();
  expect(begun).toEqual([null, "f", "p", "c", "m"]);
});

test("without room nothing is claimed", async () => {
  let hasRoom = false;
  const { begun, poke } = setUp([], () => hasRoom);
  await poke();
  expect(begun).toEqual([]);
  hasRoom = true;
  await poke();
  expect(begun).toHaveLength(1);
});

test("pokes that come while a claim runs are answered by one more", async () => {
  const { begun, poke } = setUp([]);
  await Promise.all([poke(), poke(), poke()]);
  expect(begun).toHaveLength(2);
});
