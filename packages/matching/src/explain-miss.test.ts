import { describe, expect, it } from "vitest";
import { compileConditions } from "./compile-conditions.ts";
import type { HttpContext } from "./condition-definition.ts";
import { explainMiss } from "./explain-miss.ts";
import { findMatch, type FindMatchOptions, type Matchable } from "./find-match.ts";
import type { MatchRequest } from "./match-request.ts";
import { createMockIndex } from "./mock-index.ts";
import { splitPath } from "./route.ts";
import { shortenExplanation } from "./shorten-explanation.ts";

function mock(id: string, http: HttpContext, rest: Partial<Matchable> = {}): Matchable {
  const conditions = compileConditions(http);
  const method = http.httpMethod ?? null;
  const base = { id, method, route: http.route ?? "", priority: 0, createdAt: 0, expireAt: null };
  return { ...base, conditionCount: conditions.count, conditions, ...rest };
}

function request(line: string, rest: Partial<MatchRequest> = {}): MatchRequest {
  const [method = "", path = ""] = line.split(" ");
  return { method, segments: splitPath(path), headers: {}, query: {}, body: null, ...rest };
}

const json = (value: unknown): Partial<MatchRequest> => ({ body: { kind: "json", value } });

function explain(mocks: Matchable[], view: MatchRequest, rest: Partial<FindMatchOptions<Matchable>> = {}) {
  const index = createMockIndex<Matchable>();
  for (const entry of mocks) index.put(entry);
  const found = findMatch({ index, request: view, now: 1_000, ...rest });
  if (found.kind !== "miss") throw new Error(`expected a miss, found a ${found.kind}`);
  return explainMiss(found);
}

const reasons = (mocks: Matchable[], view: MatchRequest) =>
  explain(mocks, view).nearest[0]?.failed.map(({ reason }) => reason);

describe("why a condition failed", () => {
  const cases: [HttpContext, Partial<MatchRequest>, string][] = [
    [{ conditions: [{ path: "$.amount", value: 5 }] }, json({ amount: 6 }), "$.amount of the body is 6, expected 5"],
    [{ conditions: [{ path: "$.amount", value: 5 }] }, json({}), "$.amount of the body is missing, expected 5"],
    [
      { conditions: [{ path: "$.amount", value: 5 }] },
      json({ amount: "5" }),
      '$.amount of the body is "5", expected 5 (the same as text, but one is a string and the other a number)',
    ],
    [
      { conditions: [{ path: "tags", value: ["a", "b"] }] },
      json({ tags: ["b", "a"] }),
      'tags of the body is ["b","a"], expected ["a","b"] (the same in another order: set sortArray)',
    ],
    [
      { queryParams: [{ path: "page", assertAction: "matches", value: "^\\d+$" }] },
      { query: { page: ["x"] } },
      'the query parameter page is "x", expected a match of "^\\\\d+$"',
    ],
    [
      { header: [{ path: "X-Tier", assertAction: "contains", value: "vip" }] },
      { headers: { "x-tier": ["a", "b"] } },
      'the header X-Tier is ["a","b"], expected something that contains "vip"',
    ],
    [{ header: [{ path: "X-Tier", assertAction: "notEmpty" }] }, {}, "the header X-Tier is missing, expected a value"],
    [{ conditions: [{ path: "a", assertAction: "empty" }] }, json({ a: 1 }), "a of the body is 1, expected nothing"],
    [
      { conditions: [{ path: "a", assertAction: "matches", value: "(" }] },
      json({ a: 1 }),
      "the condition can't hold: value: not a regular expression (RE2 syntax): missing closing ): `(`",
    ],
  ];
  it.each(cases)("%j", (http, view, reason) => {
    expect(reasons([mock("m", { route: "/a", ...http })], request("POST /a", view))).toEqual([reason]);
  });

  it("is told with what was expected and what was there", () => {
    const http = {
      route: "/a",
      httpMethod: "POST",
      conditions: [
        { path: "$.a", value: { b: 1 } },
        { path: "$.c", assertAction: "any" as const },
      ],
    };
    expect(explain([mock("m", http)], request("POST /a", json({ a: 2 })))).toEqual({
      nearest: [
        {
          mockId: "m",
          route: "/a",
          method: "POST",
          distance: 1,
          failed: [
            {
              kind: "body",
              path: "$.a",
              assertAction: "equals",
              expected: { b: 1 },
              actual: 2,
              reason: '$.a of the body is 2, expected {"b":1}',
            },
          ],
        },
      ],
    });
  });

  it("shows no more of a big value than helps", () => {
    const [near] = explain(
      [mock("m", { route: "/a", conditions: [{ path: "$", value: 1 }] })],
      request("POST /a", json("x".repeat(1_000_000))),
    ).nearest;
    expect(JSON.stringify(near).length).toBeLessThan(3_000);
  });
});

describe("why a route failed", () => {
  const users = mock("m", { route: "/api/Users/:id", httpMethod: "GET" });
  it.each([
    ["POST /api/Users/7", "the mock is for GET, the request is POST"],
    [
      "GET /api/users/7",
      'the path differs in upper and lower case: segment 2 of the path is "users", the route has "Users"',
    ],
    [
      "GET /API/users/7",
      'the path differs in upper and lower case: segment 1 of the path is "API", the route has "api"',
    ],
    ["GET /api/user/7", 'segment 2 of the path is "user", the route has "Users"'],
    ["GET /api/Users", 'the path lacks ":id", segment 3 of the route'],
    ["GET /Users/7", 'the path lacks "api", segment 1 of the route'],
    ["GET /api/Users/7/", 'segment 4 of the path, "", is not in the route'],
    ["GET /api/v1/Users/7", 'segment 2 of the path, "v1", is not in the route'],
  ])("%s: %s", (line, reason) => {
    expect(reasons([users], request(line))).toEqual([reason]);
  });

  it("is not told of a mock that is far away", () => {
    expect(explain([users], request("GET /other/thing")).nearest).toEqual([]);
  });

  it("names ttl and limit", () => {
    const view = request("GET /a");
    expect(explain([mock("m", { route: "/a" }, { expireAt: 1 })], view).nearest[0]?.failed).toMatchObject([
      { kind: "ttl" },
    ]);
    const used = explain([mock("m", { route: "/a" })], view, { usedUp: new Set(["m"]) });
    expect(used.nearest[0]?.failed).toMatchObject([{ kind: "limit" }]);
  });

  it("does not tell of GET when HEAD would have been answered by it", () => {
    const http = { route: "/a", httpMethod: "GET", header: [{ path: "h", value: "1" }] };
    expect(explain([mock("m", http)], request("HEAD /a")).nearest[0]?.failed).toMatchObject([{ kind: "header" }]);
  });
});

it("the nearest five are told, nearest first", () => {
  const two = [
    { path: "a", value: 1 },
    { path: "b", value: 1 },
  ];
  const mocks = [
    mock("segment", { route: "/b" }),
    mock("case", { route: "/A" }),
    mock("method", { route: "/a", httpMethod: "PUT" }),
    mock("two conditions", { route: "/a", conditions: two }),
    mock("one condition", { route: "/a", conditions: two.slice(1) }),
    mock("extra", { route: "/a/b" }),
    mock("far", { route: "/c/d/e" }),
  ];
  const { nearest } = explain(mocks, request("POST /a"));
  expect(nearest.map(({ mockId }) => mockId)).toEqual(["one condition", "two conditions", "method", "case", "segment"]);
});

it("the short form never has an expected header value, and no form a caller's secret", () => {
  const header = ["equals", "contains", "matches", "not_equals"].map((assertAction) => ({
    path: "Authorization",
    assertAction: assertAction as "equals",
    value: assertAction === "not_equals" ? "Bearer callers" : "secret-of-the-mock(",
  }));
  const view = request("GET /a", { headers: { authorization: ["Bearer callers"] } });
  const whole = explain([mock("m", { route: "/a", header, conditions: [{ path: "x", value: "shown" }] })], view);
  expect(JSON.stringify(whole)).toContain("secret-of-the-mock");
  expect(JSON.stringify(whole.nearest[0]?.failed.map(({ actual }) => actual))).not.toContain("callers");
  const short = shortenExplanation(whole);
  expect(JSON.stringify(short)).not.toMatch(/secret-of-the-mock|callers/);
  expect(short[0]?.failed[0]).toEqual({
    kind: "header",
    path: "Authorization",
    assertAction: "equals",
    reason: "the header Authorization fails equals",
  });
  expect(JSON.stringify(short)).toContain("shown");
});

it("of 100,000 mocks side by side only some are looked at", () => {
  const index = createMockIndex<Matchable>();
  const conditions = compileConditions({});
  for (let at = 0; at < 100_000; at++) index.put({ ...mock(`m${at}`, { route: `/r${at}/x` }), conditions });
  const found = findMatch({ index, request: request("GET /r500/y"), now: 0 });
  if (found.kind !== "miss") throw new Error("it must miss");
  const start = performance.now();
  const [first] = explainMiss(found).nearest;
  const elapsedMs = performance.now() - start;
  process.stdout.write(`explaining a miss among 100,000 mocks: ${elapsedMs.toFixed(1)} ms\n`);
  expect(first?.mockId).toBe("m500");
  expect(elapsedMs).toBeLessThan(500);
});
