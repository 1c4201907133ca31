import { describe, expect, it } from "vitest";
import { compileConditions } from "./compile-conditions.ts";
import type { HttpContext } from "./condition-definition.ts";
import { findMatch, type FindMatchOptions, type Matchable } from "./find-match.ts";
import type { MatchRequest } from "./match-request.ts";
import { createMockIndex } from "./mock-index.ts";
import { decodeSegment, splitPath } from "./route.ts";
import { compileRoutePattern } from "./route-pattern.ts";
import { listCandidates } from "../test/list-candidates.ts";

function mock(id: string, http: HttpContext, rest: Partial<Matchable> & { pathPrefix?: string } = {}): Matchable {
  const { pathPrefix, ...fields } = rest;
  const conditions = compileConditions(http);
  return {
    id,
    method: http.httpMethod ?? null,
    route: http.route ?? http.routePattern ?? "",
    pattern: compileRoutePattern({ pathPrefix, http }).pattern,
    priority: 0,
    conditionCount: conditions.count,
    createdAt: 0,
    expireAt: null,
    conditions,
    ...fields,
  };
}

function request(line: string, rest: Partial<MatchRequest> = {}): MatchRequest {
  const [method = "", path = ""] = line.split(" ");
  return { method, segments: splitPath(path).map(decodeSegment), headers: {}, query: {}, body: null, ...rest };
}

function find(mocks: Matchable[], view: MatchRequest, rest: Partial<FindMatchOptions<Matchable>> = {}) {
  const index = createMockIndex<Matchable>();
  for (const entry of mocks) index.put(entry);
  return findMatch({ index, request: view, now: 1_000, ...rest });
}

const idOf = (result: ReturnType<typeof find>) => (result.kind === "match" ? result.entry.id : result.kind);

describe("which of several mocks answers", () => {
  it("is the first whose conditions all hold", () => {
    const isVip = { header: [{ path: "X-Tier", value: "vip" }] };
    const mocks = [
      mock("all", { route: "/a" }, { priority: 1 }),
      mock("vip", { route: "/a", ...isVip }, { priority: 100 }),
    ];
    expect(idOf(find(mocks, request("GET /a", { headers: { "x-tier": ["vip"] } })))).toBe("vip");
    expect(idOf(find(mocks, request("GET /a")))).toBe("all");
  });

  it("is not one that has expired or is used up", () => {
    const mocks = [
      mock("new", { route: "/a" }, { createdAt: 2, expireAt: 1_000 }),
      mock("old", { route: "/a" }, { expireAt: 1_001 }),
    ];
    expect(idOf(find(mocks, request("GET /a")))).toBe("old");
    expect(idOf(find(mocks, request("GET /a"), { usedUp: new Set(["old"]) }))).toBe("miss");
  });

  it("asks for the body only when a mock that may answer looks at it", () => {
    const byBody = mock("body", { route: "/a", conditions: [{ path: "x", value: 1 }] });
    const byHeader = mock("header", { route: "/a", header: [{ path: "h", value: "1" }] }, { priority: 1 });
    const unread = request("POST /a", { body: "unread" });
    expect(idOf(find([byBody, byHeader], unread))).toBe("body-needed");
    expect(idOf(find([byBody, byHeader], { ...unread, headers: { h: ["1"] } }))).toBe("header");
    expect(idOf(find([byBody], request("POST /b", { body: "unread" })))).toBe("miss");
    expect(idOf(find([byBody], request("POST /a", { body: { kind: "json", value: { x: 1 } } })))).toBe("body");
  });

  it("answers HEAD by what answers GET, if nothing else does", () => {
    const get = mock("get", { route: "/a", httpMethod: "GET" }, { priority: 9 });
    expect(idOf(find([get], request("HEAD /a")))).toBe("get");
    expect(idOf(find([get, mock("head", { route: "/a", httpMethod: "HEAD" })], request("HEAD /a")))).toBe("head");
    expect(idOf(find([get, mock("any", { route: "/a" })], request("HEAD /a")))).toBe("any");
    expect(idOf(find([mock("head", { route: "/a", httpMethod: "HEAD" })], request("GET /a")))).toBe("miss");
    const picky = mock("head", { route: "/a", httpMethod: "HEAD", header: [{ path: "h", assertAction: "notEmpty" }] });
    expect(idOf(find([get, picky], request("HEAD /a")))).toBe("get");
  });
});

describe("a star at the end of a route", () => {
  it.each([
    ["/files/*", "/files/a", "a"],
    ["/files/*", "/files/a/b%2Fc", "a/b/c"],
    ["/files/*", "/files/", ""],
    ["/files/*", "/files", null],
    ["/files/*", "/file/a", null],
    ["*", "/anything/at/all", "anything/at/all"],
    ["/*", "/", ""],
    ["/a/*/b", "/a/x/b", null],
    ["/a/*/b", "/a/*/b", undefined],
    ["/a/:x/*", "/a/1/2/3", "2/3"],
  ])("%s, path %s: %j", (route, path, rest) => {
    const found = find([mock("m", { route })], request(`GET ${path}`));
    if (rest === null) expect(found.kind).toBe("miss");
    else expect(found).toMatchObject({ kind: "match", pathParams: rest === undefined ? {} : { "*": rest } });
  });

  it("is forgotten with its mock", () => {
    const index = createMockIndex<Matchable>();
    index.put(mock("m", { route: "/a/*" }));
    index.remove("m");
    expect(listCandidates(index, "GET", ["a", "b"])).toEqual([]);
  });
});

describe("routePattern", () => {
  it.each([
    ["/users/\\d+", undefined, "/users/7", true],
    ["^/users/\\d+$", undefined, "/users/7", true],
    ["users/\\d+", undefined, "/users/7", true],
    ["/users/\\d+", undefined, "/users/7/orders", false],
    ["/users/\\d+", undefined, "/x/users/7", false],
    ["/users/\\d+", "/api/", "/api/users/7", true],
    ["/users/\\d+", "a.c", "/abc/users/7", false],
    ["/users?/x", undefined, "/user/x", true],
    ["/a{0}b", undefined, "/b", true],
    ["/a|/b", undefined, "/b", true],
    ["/a|/b", "p", "/p/b", true],
    ["/caf.", undefined, "/caf%C3%A9", true],
    [".*", undefined, "/", true],
  ])("%s below %s, path %s: %s", (...[routePattern, pathPrefix, path, isMatch]) => {
    const found = find([mock("m", { routePattern }, { pathPrefix })], request(`GET ${path}`));
    expect(found.kind).toBe(isMatch ? "match" : "miss");
  });

  it("that does not compile is reported; next to a route it does not count", () => {
    expect(compileRoutePattern({ http: { routePattern: "/(" } })).toMatchObject({
      pattern: null,
      problems: [
        { path: "$.http.routePattern", message: expect.stringMatching(/not a regular expression/) as unknown },
      ],
    });
    expect(compileRoutePattern({ http: { routePattern: "/(", route: "/a" } })).toEqual({ pattern: null, problems: [] });
  });

  it("comes after routes and before stars, unless its priority is higher", () => {
    const mocks = [
      mock("b star", { route: "/users/*" }),
      mock("c pattern", { routePattern: "/users/\\d+" }),
      mock("d parameter", { route: "/users/:id" }),
      mock("e literal", { route: "/users/7" }),
      mock("a far star", { route: "*" }),
    ];
    const order = (list: Matchable[]) => {
      const index = createMockIndex<Matchable>();
      for (const entry of list) index.put(entry);
      return listCandidates(index, "GET", ["users", "7"]).map(({ entry }) => entry.id);
    };
    expect(order(mocks)).toEqual(["e literal", "d parameter", "c pattern", "b star", "a far star"]);
    expect(order([...mocks, mock("urgent", { routePattern: ".*" }, { priority: 1 })])[0]).toBe("urgent");
  });

  it("is replaced and removed with its mock", () => {
    const index = createMockIndex<Matchable>();
    index.put(mock("m", { routePattern: "/a" }));
    index.put(mock("m", { route: "/b" }));
    expect(listCandidates(index, "GET", ["a"])).toEqual([]);
    index.put(mock("m", { routePattern: "/c" }));
    expect(listCandidates(index, "GET", ["b"])).toEqual([]);
    index.remove("m");
    expect(listCandidates(index, "GET", ["c"])).toEqual([]);
  });
});
