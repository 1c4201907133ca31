import type { Callback, CallbackCondition } from "@understudy/domain";
import { describe, expect, it } from "vitest";
import { createContext } from "../test/context.ts";
import { compileCallbackCondition } from "./compile-callback-condition.ts";

const compile = (condition: CallbackCondition, files: Record<string, string> = {}) => {
  const callback: Callback = { url: "http://target/", condition };
  return compileCallbackCondition(callback, 2, (name) => files[name]);
};

const base = createContext({ amount: 5, items: [{ sku: "s1" }] });
const context = {
  ...base,
  request: { ...base.request, headers: { "x-plan": ["gold"] }, query: { dry: ["no"] } },
  response: { id: "pi_1", status: "open" },
  stores: { global: new Map<string, unknown>([["app.mode", "live"]]), chain: new Map(), mock: new Map([["n", 3]]) },
};

describe("the condition of a callback", () => {
  it.each<[string, CallbackCondition, string | null]>([
    ["nothing", {}, null],
    ["the body", { conditions: [{ path: "$.amount", value: 5 }] }, null],
    [
      "the body",
      { conditions: [{ path: "$.items[*].sku", value: "s2" }] },
      '$.items[*].sku of the body is "s1", expected "s2"',
    ],
    ["a header", { header: [{ path: "X-Plan", value: "gold" }] }, null],
    ["a header", { header: [{ path: "X-Plan", value: "free" }] }, 'the header X-Plan is "gold", expected "free"'],
    [
      "a query parameter",
      { queryParams: [{ path: "dry", value: "yes" }] },
      'the query parameter dry is "no", expected "yes"',
    ],
    ["the answer", { response: [{ path: "status", value: "open" }] }, null],
    [
      "the answer",
      { response: [{ path: "status", value: "paid" }] },
      'status of the answer is "open", expected "paid"',
    ],
    ["its status", { statusCode: [{ path: "$", value: 201 }] }, null],
    ["its status", { statusCode: [{ path: "$", value: 409 }] }, "$ of the status is 201, expected 409"],
    ["a global store", { gStore: [{ path: "$['app.mode']", value: "live" }] }, null],
    [
      "a global store",
      { gStore: [{ path: "missing", assertAction: "notEmpty" }] },
      "missing of the global store is missing, expected a value",
    ],
    ["a chain store", { cStore: [{ path: "step", assertAction: "empty" }] }, null],
    ["the mock store", { mStore: [{ path: "n", value: 4 }] }, "n of the mock store is 3, expected 4"],
    [
      "several, all of which must hold",
      { conditions: [{ path: "amount", value: 5 }], mStore: [{ path: "n", value: 3 }] },
      null,
    ],
    [
      "several, one of which does not",
      { mStore: [{ path: "n", value: 3 }], gStore: [{ path: "a", value: 1 }] },
      "a of the global store is missing, expected 1",
    ],
  ])("looks at %s", (_name, condition, unmet) => {
    expect(compile(condition).findUnmet(context, 201)).toBe(unmet);
  });

  it("names no expected value of a secret header", () => {
    const reason = compile({ header: [{ path: "Authorization", value: "Bearer planted" }] }).findUnmet(context, 200);
    expect(reason).toMatch(/^the header Authorization is missing/);
    expect(reason).not.toContain("planted");
  });

  it("takes texts of forms for numbers, as the conditions of mocks do", () => {
    const isMet = (isBodyTextual: boolean): boolean => {
      const request = { ...context.request, body: { amount: "5" }, isBodyTextual };
      return compile({ conditions: [{ path: "amount", value: 5 }] }).findUnmet({ ...context, request }, 200) === null;
    };
    expect([isMet(true), isMet(false)]).toEqual([true, false]);
  });

  it("says what it reads, so that it is there", () => {
    const { reads } = compile({
      conditions: [{ path: "a" }],
      response: [{ path: "a" }],
      gStore: [{ path: "$.plan.name" }],
      cStore: [{ path: "$..a" }],
    });
    expect(reads).toMatchObject({
      requestBody: true,
      response: true,
      globalStoreKeys: ["plan"],
      chainStoreKeys: "all",
    });
    expect(compile({ header: [{ path: "a" }] }).reads).toMatchObject({ requestBody: false, response: false });
  });

  it("says where it can't be read", () => {
    const { problems } = compile({ conditions: [{ path: "$[" }], gStore: [{ path: "a", valueFromFile: "none" }] });
    expect(problems.map(({ path }) => path)).toEqual([
      "$.webhooks[2].condition.conditions[0].path",
      "$.webhooks[2].condition.gStore[0].valueFromFile",
    ]);
    const fromFile: CallbackCondition = { gStore: [{ path: "$['app.mode']", valueFromFile: "mode" }] };
    expect(compile(fromFile, { mode: "live\n" }).findUnmet(context, 200)).toBeNull();
  });
});
