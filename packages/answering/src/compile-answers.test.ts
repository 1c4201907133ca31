import { expect, it } from "vitest";
import { createContext } from "../test/context.ts";
import { compileAnswers } from "./compile-answers.ts";

const options = { files: new Map(), isStrict: false };
const { faker } = createContext();
const responses = [
  { statusCode: 200, payload: "a" },
  { statusCode: 503, payload: "b", delay: 20 },
  { statusCode: 404, payload: "c", headers: { "x-c": ["1", "2"] } },
];

it.each<[string, object, string]>([
  ["in turn, and begin again after the last", { order: "order" }, "abcabca"],
  ["in turn when no order is named", {}, "abcabca"],
  ["in turn when the order is empty", { order: "" }, "abcabca"],
  ["in turn from the offset on", { order: "order", offset: 2 }, "cabcabc"],
  ["in turn from an offset beyond the last", { offset: 4 }, "bcabcab"],
])("several answers come %s", (_name, oneOf, expected) => {
  const answers = compileAnswers({ oneOf: { ...oneOf, responses } }, options);
  const uses = [1, 2, 3, 4, 5, 6, 7];
  expect(uses.map((use) => answers.choose({ use, faker }).fixed?.payload).join("")).toBe(expected);
});

it("several answers at random come about equally often, whatever the number of the call", () => {
  const answers = compileAnswers({ oneOf: { order: "random", offset: 1, responses } }, options);
  const counts: Record<string, number> = {};
  for (let call = 0; call < 3_000; call += 1) {
    const payload = String(answers.choose({ use: 1, faker }).fixed?.payload);
    counts[payload] = (counts[payload] ?? 0) + 1;
  }
  expect(Object.keys(counts).sort()).toEqual(["a", "b", "c"]);
  for (const count of Object.values(counts)) expect(Math.abs(count - 1_000)).toBeLessThan(120);
});

it("each of several answers has its own status, headers and delay", () => {
  const answers = compileAnswers({ oneOf: { responses } }, options);
  const seen = [1, 2, 3].map((use) => answers.choose({ use, faker }));
  expect(seen.map((answer) => [answer.fixed?.status, answer.drawDelayMs(faker)])).toEqual([
    [200, 0],
    [503, 20],
    [404, 0],
  ]);
  expect(seen[2]?.fixed?.headers.slice(0, 4)).toEqual(["x-c", "1", "x-c", "2"]);
});

it("a mock that says nothing answers 200 without a body", () => {
  const { single } = compileAnswers({}, options);
  expect(single?.fixed).toMatchObject({ status: 200, body: Buffer.alloc(0) });
});

it("a latency is drawn anew for every call, beside the delay", () => {
  const latency = { distribution: "uniform", lowerMs: 50, upperMs: 60 } as const;
  const { single } = compileAnswers({ response: { delay: 100, latency } }, options);
  const drawn = Array.from({ length: 50 }, () => single?.drawDelayMs(faker) ?? 0);
  expect(new Set(drawn).size).toBeGreaterThan(10);
  for (const delayMs of drawn) expect(Math.abs(delayMs - 155)).toBeLessThanOrEqual(5);
});
