import { expect, it } from "vitest";
import { compileConditions } from "./compile-conditions.ts";
import type { Condition } from "./condition-definition.ts";
import { findMatch, type Matchable } from "./find-match.ts";
import type { MatchRequest } from "./match-request.ts";
import { createMockIndex } from "./mock-index.ts";

const mocksCount = 50;
const roundsCount = 20_000;

/** Fifty mocks on one route; the request fits the one that is tried last. */
function measure(name: string, toCondition: (at: number) => Condition, value: unknown): number {
  const index = createMockIndex<Matchable>();
  for (let at = 0; at < mocksCount; at++) {
    const conditions = compileConditions({ conditions: [toCondition(at)] });
    const base = { method: "POST", route: "/orders", priority: 0, conditionCount: 1, expireAt: null };
    index.put({ ...base, id: `m${at}`, createdAt: at, conditions });
  }
  const segments = ["orders"];
  const request: MatchRequest = { method: "POST", segments, headers: {}, query: {}, body: { kind: "json", value } };
  const options = { index, request, now: 0 };
  expect(findMatch(options)).toMatchObject({ entry: { id: "m0" } });
  for (let round = 0; round < 1_000; round++) findMatch(options);
  const start = performance.now();
  for (let round = 0; round < roundsCount; round++) findMatch(options);
  const seconds = (performance.now() - start) / 1_000;
  const perSecond = (roundsCount * mocksCount) / seconds;
  const perRequestUs = (seconds / roundsCount) * 1e6;
  process.stdout.write(
    `${name}: ${(perSecond / 1e6).toFixed(1)} M predicates/s, ${perRequestUs.toFixed(1)} µs a request\n`,
  );
  return perSecond;
}

it("mocks that are told apart by conditions on the body cost little", () => {
  const body = { order: { type: "type-0", items: [{ id: 1 }, { id: 2 }] }, note: "hello 0" };
  const simple = measure("equals, dotted path", (at) => ({ path: "order.type", value: `type-${at}` }), body);
  measure("equals, $.body alias", (at) => ({ path: "$.body.order.type", value: `type-${at}` }), body);
  measure("matches", (at) => ({ path: "note", assertAction: "matches", value: `^hello ${at}$` }), body);
  measure("wildcard", (at) => ({ path: "$.order.items[*].id", value: at === 0 ? 2 : at + 100 }), body);
  measure(
    "filter",
    (at) => ({ path: `$.order.items[?(@.id == ${at === 0 ? 2 : at + 100})]`, assertAction: "notEmpty" }),
    body,
  );
  expect(simple).toBeGreaterThan(1_000_000);
});
