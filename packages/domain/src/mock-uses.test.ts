import { describe, expect, it } from "vitest";
import type { MockDefinition } from "./mock.ts";
import { countedUses, isCounted } from "./mock-uses.ts";

const http = { route: "/a" };

describe("uses are counted exactly", () => {
  it.each<[string, MockDefinition, boolean]>([
    ["of no plain mock", { http, response: { payload: 1 } }, false],
    ["with a limit", { http, useLimiter: 3 }, true],
    ["not with a limit of 0", { http, useLimiter: 0 }, false],
    ["with answers in turn", { http, oneOf: { responses: [] } }, true],
    ["with answers in a named turn", { http, oneOf: { order: "order", responses: [] } }, true],
    ["not with answers at random", { http, oneOf: { order: "random", responses: [] } }, false],
    ["with a callback on the first use", { http, webhooks: [{}, { trigger: "on_first_use" }] }, true],
    ["with a callback on the last use", { http, webhooks: [{ trigger: "on_last_use" }] }, true],
    ["not with other callbacks", { http, webhooks: [{ trigger: "always" }, {}] }, false],
  ])("%s", (_name, definition, expected) => {
    expect(isCounted(definition)).toBe(expected);
  });
});

it("shows no more uses than the mock has answers, and none before the first", () => {
  const lastAt = new Date();
  const definition = { http, useLimiter: 5 };
  expect(countedUses({ definition }, { count: 7, lastAt })).toEqual({ count: 5, lastAt });
  expect(countedUses({ definition }, { count: 4, lastAt })).toEqual({ count: 4, lastAt });
  expect(countedUses({ definition: { http } }, { count: 7, lastAt })).toEqual({ count: 7, lastAt });
  expect(countedUses({ definition }, undefined)).toEqual({ count: 0, lastAt: null });
});
