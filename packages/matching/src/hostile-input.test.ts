import { describe, expect, it } from "vitest";
import { compileConditions } from "./compile-conditions.ts";
import type { Condition } from "./condition-definition.ts";
import { explainMiss } from "./explain-miss.ts";
import { findMatch, type Matchable } from "./find-match.ts";
import type { MatchRequest } from "./match-request.ts";
import { createMockIndex } from "./mock-index.ts";
import { type BodyView, parseBody } from "./parse-body.ts";

/** Generous: the machine may be busy. What is linear stays far below, what is not goes far beyond. */
const boundMs = 5_000;

async function timed<Result>(name: string, run: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now();
  try {
    return await run();
  } finally {
    const elapsedMs = performance.now() - start;
    process.stdout.write(`${name}: ${elapsedMs.toFixed(0)} ms\n`);
    expect(elapsedMs).toBeLessThan(boundMs);
  }
}

const parse = (text: string, type: string) => parseBody(new TextEncoder().encode(text), type);
const repeat = (text: string, count: number) => text.repeat(count);

function holdsFor(value: unknown, condition: Condition): boolean {
  const body: BodyView = { kind: "json", value };
  const request: MatchRequest = { method: "POST", segments: [], headers: {}, query: {}, body };
  return compileConditions({ conditions: [condition] }).hold(request);
}

describe("bodies that are too deep or too big are refused before anything walks them", () => {
  it.each<[name: string, text: string, type: string, code: string]>([
    ["JSON, 100,000 deep", repeat("[", 100_000) + repeat("]", 100_000), "application/json", "validation"],
    [
      "JSON objects, 100,000 deep",
      repeat('{"a":', 100_000) + "1" + repeat("}", 100_000),
      "application/json",
      "validation",
    ],
    ["JSON, two million values", `[${repeat("1,", 2_000_000)}1]`, "application/json", "too_large"],
    ["JSON, two million keys", `{${repeat('"":1,', 1_000_000)}"a":1}`, "application/json", "too_large"],
    ["XML, 100,000 deep", repeat("<a>", 100_000) + repeat("</a>", 100_000), "text/xml", "validation"],
    ["XML, 1,500,000 elements", `<a>${repeat("<b/>", 1_500_000)}</a>`, "text/xml", "too_large"],
    ["form, 1,000,000 fields", repeat("a=1&", 1_000_000), "application/x-www-form-urlencoded", "too_large"],
    [
      "multipart, 100,000 parts",
      repeat('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n', 100_000),
      "multipart/form-data; boundary=x",
      "too_large",
    ],
  ])("%s", async (...[name, text, type, code]) => {
    await timed(name, () => expect(parse(text, type)).rejects.toMatchObject({ code }));
  });

  it("brackets in texts and escaped quotes are not counted", async () => {
    const text = JSON.stringify({ a: repeat('[{"\\', 1_000), b: `${repeat("[", 300)}\\` });
    expect(await parse(text, "application/json")).toMatchObject({ kind: "json" });
  });

  it("a depth of 200 is accepted, 201 is not", async () => {
    expect(await parse(repeat("[", 200) + repeat("]", 200), "")).toMatchObject({ kind: "json" });
    await expect(parse(repeat("[", 201) + repeat("]", 201), "")).rejects.toThrow("more than 200 levels");
  });

  it.each([
    ["JSON, 10 MiB of quotes and backslashes", `["${repeat("\\\\", 5_000_000)}"]`, "application/json"],
    ["JSON, 10 MiB of one open text", `["${repeat("\\", 10_000_000)}`, "application/json"],
    ["JSON, half a million values", `[${repeat("1,", 500_000)}1]`, "application/json"],
    ["text of brackets", repeat("[", 10_000_000), "text/css"],
    ["XML, 10 MiB of open tags that end nowhere", repeat("<a ", 3_000_000), "text/xml"],
    ["XML, 10 MiB of one comment", `<!--${repeat("- ", 5_000_000)}`, "text/xml"],
    ["XML, billion laughs", `<!DOCTYPE a [<!ENTITY b "${repeat("&c;", 10)}">]><a>&b;</a>`, "text/xml"],
    [
      "XML, 100,000 attributes",
      `<a ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`,
      "text/xml",
    ],
    [
      "multipart, 10 MiB and no end",
      `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${repeat("\r\n--", 2_500_000)}`,
      "multipart/form-data; boundary=x",
    ],
    ["multipart, 10 MiB of a header", `--x\r\n${repeat("a: b\r\n", 1_700_000)}`, "multipart/form-data; boundary=x"],
    ["form, one value of 10 MiB of %", `a=${repeat("%", 10_000_000)}`, "application/x-www-form-urlencoded"],
  ])("%s takes linear time", async (name, text, type) => {
    const view = await timed(name, () => parse(text, type).catch((error: unknown) => error));
    expect(view).toBeDefined();
  });
});

describe("paths and patterns", () => {
  const wide = Array.from({ length: 300_000 }, (_, at) => ({ a: at }));
  const deep = (width: number) => {
    let value: unknown = Array.from({ length: width }, () => ({ a: 1 }));
    for (let level = 0; level < 190; level++) value = [value];
    return value;
  };

  it.each<[string, unknown, string]>([
    ["$..a over 300,000 objects", wide, "$..a"],
    ["$..*..*..*..* over 300,000 objects", wide, "$..*..*..*..nothing"],
    ["$..*..*..*..nothing over 20,000 objects 190 deep", deep(20_000), "$..*..*..*..nothing"],
    ["$..[?(@.a)]..[?(@.a)] deep", deep(20_000), "$..[?(@.a > 2)]..[?(@.a > 2)]..b"],
    ["$[*,*,*,…] over 300,000 objects", wide, `$[${Array.from({ length: 500 }, () => "*").join()}].b`],
    ["filter that compares everything with everything", [deep(20_000), deep(20_000)], "$..[?(@ == $[0])]..b"],
    ["length of a long text, 300,000 times", { text: repeat("x", 1_000_000), wide }, "$.wide[?(length($.text) == 1)]"],
    [
      "filter with a pattern over long texts",
      Array.from({ length: 300 }, () => repeat("ab", 16_000)),
      "$[?(@ =~ /^([ab]*)a([ab]{500})$/)]",
    ],
    [
      "filter with a pattern over 300,000 objects",
      wide.map(() => ({ a: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" })),
      "$[?(@.a =~ /(a+)+$/)]",
    ],
  ])("%s is bounded", async (name, value, path) => {
    await timed(name, () => holdsFor(value, { path, assertAction: "equals", value: "nothing" }));
  });

  it("a search that was given up neither holds nor holds as a negation, and says why", () => {
    const conditions = compileConditions({ conditions: [{ path: "$..*..*..*..b", assertAction: "empty" }] });
    const body: BodyView = { kind: "json", value: deep(20_000) };
    const [result] = conditions.evaluate({ method: "POST", segments: [], headers: {}, query: {}, body });
    expect(result).toMatchObject({ holds: false, obstacle: "looking at this request takes more work than is allowed" });
  });

  it.each([
    ["(a+)+$", `${repeat("a", 32_000)}!`],
    ["^(a|a)*$", `${repeat("a", 32_000)}!`],
    ["(x+x+)+y", repeat("x", 32_000)],
    ["(.*)(.*)(.*)(.*)(.*)[^x]$", repeat("x", 32_000)],
    ["^([ab]*)a([ab]{500})$", `${repeat("abbabaab", 4_000)}c`],
    ["(a?){200}a{200}$", `${repeat("a", 32_000)}!`],
    ["([a-z]*,){50}\\d", repeat("abc,", 8_000)],
    ["\\b\\w*\\b\\W\\b(é|e)*$", repeat("ée ", 10_000)],
  ])("the pattern %s takes linear time", async (value, text) => {
    await timed(value, () => {
      expect(holdsFor(text, { path: "$", assertAction: "matches", value })).toBe(false);
    });
  });

  it("one request has one allowance, however many mocks are tried", async () => {
    const index = createMockIndex<Matchable>();
    const one: Condition = { path: "$..*..*..*..b", assertAction: "notEmpty" };
    for (let at = 0; at < 200; at++) index.put(mockWith(`m${at}`, [one]));
    const body: BodyView = { kind: "json", value: deep(20_000) };
    const request: MatchRequest = { method: "POST", segments: ["a"], headers: {}, query: {}, body };
    const found = await timed("200 mocks with hostile paths", () => findMatch({ index, request, now: 0 }));
    if (found.kind !== "miss") throw new Error("it must miss");
    await timed("and why they did not match", () => explainMiss(found));
  });

  it("many mocks with costly patterns are bounded", async () => {
    const index = createMockIndex<Matchable>();
    const one: Condition = { path: "$", assertAction: "matches", value: "^([ab]*)a([ab]{500})$" };
    for (let at = 0; at < 100; at++) index.put(mockWith(`m${at}`, [one]));
    const body: BodyView = { kind: "text", value: `${repeat("abbabaab", 4_000)}c` };
    const request: MatchRequest = { method: "POST", segments: ["a"], headers: {}, query: {}, body };
    await timed("100 mocks with costly patterns", () => findMatch({ index, request, now: 0 }));
  });

  it.each(["equals", "contains"] as const)("%s with sortArray on a big body is bounded", async (assertAction) => {
    const value = Array.from({ length: 100_000 }, (_, at) => ({ a: at, b: repeat("x", 20) }));
    const index = createMockIndex<Matchable>();
    const one: Condition = { path: "$", assertAction, value: [...value.slice(0, -1), 1], sortArray: true };
    const conditions = compileConditions({ conditions: [one] });
    for (let at = 0; at < 50; at++) index.put({ ...mockWith(`m${at}`, []), conditions });
    const request: MatchRequest = {
      method: "POST",
      segments: ["a"],
      headers: {},
      query: {},
      body: { kind: "json", value },
    };
    await timed(`50 × ${assertAction} with sortArray, 100,000 objects`, () => findMatch({ index, request, now: 0 }));
  });
});

function mockWith(id: string, conditions: Condition[]): Matchable {
  return {
    id,
    route: "/a",
    method: null,
    priority: 0,
    conditionCount: conditions.length,
    createdAt: 0,
    expireAt: null,
    conditions: compileConditions({ conditions }),
  };
}
