import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createContext, createRequest } from "../test/context.ts";
import { compileTemplate } from "./compile-template.ts";
import { parsePieces } from "./parse-pieces.ts";

const stores = {
  global: new Map<string, unknown>([
    ["n", 41],
    ["counter", 7],
    ["shared", "global"],
    ["app.total", 1.5],
    ["nothing", null],
    ["flag", true],
    ["text", "12.5"],
    ["first-total", 3],
  ]),
  chain: new Map<string, unknown>([
    ["counter", 17],
    ["app", { total: 99 }],
  ]),
  mock: new Map<string, unknown>([["own", 5]]),
};
const context = createContext({ stores, request: createRequest({ n: 2, price: 0.1, text: "abc", list: [1] }) });
const render = (template: unknown) => compileTemplate(template).render(context);

describe("a function", () => {
  it.each<[string, unknown]>([
    ["$.increment($.gS.n)", 42],
    ["$.increment( $.gS.n )", 42],
    ["$.increment($.gS.none)", 1],
    ["$.increment($.gS.nothing)", 1],
    ["$.increment($.gS.none || 5)", 6],
    ["$.increment($.gS.n||5)", 42],
    ["$.increment($.gS.none || $.gS.n || 5)", 42],
    ["$.increment($.gS.none || -0.5)", 0.5],
    ["$.increment(-1)", 0],
    ["$.sum(1, 2)", 3],
    ["$.sum(0.1, 0.2)", 0.3],
    ["$.sum($.req.price, 0.2)", 0.3],
    ["$.sum(-1.25,1)", -0.25],
    ["$.subtract(0.3, 0.1)", 0.2],
    ["$.subtract($.gS.n, $.req.n)", 39],
    ["$.multiply(1.1, 1.1)", 1.21],
    ["$.multiply(3, -2)", -6],
    ["$.multiply(0, -1)", 0],
    ["$.multiply(0.0000001, 3)", 3e-7],
    ["$.sum(9007199254740990, 1)", 9007199254740991],
    ["$.sum($.pathParam.id, $.queryParams.page)", 44],
    ["$.sum($.gS.text, 0.5)", 13],
    ["$.sum($.req.list[0], 1)", 2],
    ['$.sum($.req["n"], 1)', 3],
    ["$.sum($.gS.first-total, 1)", 4],
    ["$.sum($.fake.IntBetween(4, 4), 1)", 5],
    ["$.sum($.multiply($.req.n, 10), $.increment($.gS.n))", 62],
    ["$.increment($.sum($.gS.none, 1) || 8)", 9],
  ])("%s", (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it.each<[string, number]>([
    ["$.increment(own)", 6],
    ["$.increment(counter)", 18],
    ["$.increment(n)", 42],
    ["$.increment(none)", 1],
    ["$.increment(none || 9)", 10],
    ["$.sum(own, counter)", 22],
    ["$.increment(app.total)", 100],
  ])("finds a bare name in the mock, the chain, then the global store: %s", (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it.each([
    "$.increment($.req.text)",
    "$.increment($.req.text || 5)",
    "$.increment($.gS.flag)",
    "$.increment($.req.list)",
    "$.increment($.req)",
    "$.sum($.gS.none, 1)",
    "$.sum(1)",
    "$.sum(1, 2, 3)",
    "$.sum(1 2)",
    "$.sum(1,)",
    "$.sum(1 || , 2)",
    "$.sum(1.2.3, 1)",
    "$.sum(1x, 1)",
    "$.increment()",
    "$.increment('5')",
    "$.increment($.fake.Nope)",
    "$.increment($.gS[*])",
    "$.divide(4, 2)",
    "$.Increment(1)",
    "$.toString(1)",
    "$.multiply($.fake.FloatRange(1, 1), $.multiply(99999999999999999999, $.nope(1)))",
  ])("that can't be computed stays as it was written: %s", (template) => {
    expect(render(template)).toBe(template);
    expect(render(`<${template}>`)).toBe(`<${template}>`);
  });

  it("that has no finite result stays as it was written", () => {
    const huge = createContext({ request: createRequest({ n: 1e308 }) });
    expect(compileTemplate("$.multiply($.req.n, 10)").render(huge)).toBe("$.multiply($.req.n, 10)");
  });

  it.each([
    ["No. $.increment($.gS.n), please", "No. 42, please"],
    ["$.increment($.gS.n)/$.sum(1,1)", "42/2"],
    ["($.sum(1, 2))", "(3)"],
    ["$.increment($.gS.n).5", "42.5"],
    ["$.increment", "$.increment"],
    ["$.increment(", "$.increment("],
    ["$.increment(2", "$.increment(2"],
    ["$.gS.$.increment(n)", "$.gS.$.increment(n)"],
    ["$.req.list[$.subtract(1, 1)]", 1],
  ])("stands where any expression may: %s", (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it("may be nested five deep, and no deeper", () => {
    const nest = (depth: number): string => (depth === 0 ? "0" : `$.increment(${nest(depth - 1)})`);
    expect(render(nest(5))).toBe(5);
    expect(render(nest(6))).toBe(nest(6));
  });

  it("names what its arguments read", () => {
    const { reads } = compileTemplate("$.sum($.gS.a || $.cS.b, $.multiply(c, $.req.d))");
    expect(reads).toMatchObject({
      requestBody: true,
      globalStoreKeys: ["a", "c"],
      chainStoreKeys: ["b", "c"],
      mockStoreKeys: ["c"],
    });
    expect(compileTemplate("$.increment($.gS.$.req.key)").reads.globalStoreKeys).toBe("all");
  });

  it("that is unknown is named among what can never resolve, and one without a value is told", () => {
    expect(compileTemplate("$.divide(4, 2)").unresolvable).toEqual(["$.divide(4, 2)"]);
    const told: string[] = [];
    compileTemplate("$.sum(none, 1)").render({ ...context, onUnresolved: (expression) => told.push(expression) });
    expect(told).toEqual(["$.sum(none, 1)"]);
  });

  it.each([
    ["calls in calls", "$.sum(".repeat(50_000)],
    ["arguments without end", `$.sum(${"1,".repeat(100_000)}`],
    ["defaults without end", `$.increment(${"$.gS.a || ".repeat(50_000)}`],
    ["blanks without end", `$.increment(${" ".repeat(200_000)}`],
    ["many calls", "$.sum($.sum(1,$.nope(),$.req['".repeat(20_000)],
  ])("is taken apart in bounded time: %s", (_name, text) => {
    const start = performance.now();
    const isKept = parsePieces(text).map((piece) => (typeof piece === "string" ? piece : piece.source));
    expect(isKept.join("") === text).toBe(true);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("arithmetic", () => {
  const integer = fc.integer({ min: -(2 ** 31), max: 2 ** 31 });
  const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
  const compute = (template: string) => compileTemplate(template).render(context);
  const decimal = (hundredths: number) =>
    `${hundredths < 0 ? "-" : ""}${Math.trunc(Math.abs(hundredths) / 100)}.${String(Math.abs(hundredths) % 100).padStart(2, "0")}`;

  it("is exact for whole numbers as long as the result is below 2^53", () => {
    fc.assert(
      fc.property(integer, integer, (left, right) => {
        expect(compute(`$.sum(${left}, ${right})`)).toBe(left + right + 0);
        expect(compute(`$.subtract(${left}, ${right})`)).toBe(left - right + 0);
        const product = BigInt(left) * BigInt(right);
        if (product < 2n ** 53n && product > -(2n ** 53n)) {
          expect(compute(`$.multiply(${left}, ${right})`)).toBe(Number(product));
        }
      }),
    );
  });

  it("adds and subtracts amounts of money without noise", () => {
    fc.assert(
      fc.property(cents, cents, (left, right) => {
        expect(compute(`$.sum(${decimal(left)}, ${decimal(right)})`)).toBe((left + right) / 100);
        expect(compute(`$.subtract(${decimal(left)}, ${decimal(right)})`)).toBe((left - right) / 100);
      }),
    );
  });
});
