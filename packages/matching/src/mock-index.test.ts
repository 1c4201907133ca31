import { describe, expect, it } from "vitest";
import { createMockIndex, type Indexed } from "./mock-index.ts";
import { decodeSegment, splitPath } from "./route.ts";
import { listCandidates } from "../test/list-candidates.ts";

function mock(id: string, route: string, rest: Partial<Indexed> = {}): Indexed {
  return { id, route, method: "GET", priority: 0, conditionCount: 0, createdAt: 0, ...rest };
}

function find(mocks: Indexed[], method: string, path: string) {
  const index = createMockIndex<Indexed>();
  for (const entry of mocks) index.put(entry);
  return listCandidates(index, method, splitPath(path).map(decodeSegment));
}

const ids = (mocks: Indexed[], method: string, path: string) => find(mocks, method, path).map(({ entry }) => entry.id);

describe("which mocks match a path", () => {
  it.each([
    ["/users", "/users", true],
    ["users", "/users", true],
    ["/users", "/users/", false],
    ["/users/", "/users/", true],
    ["/users", "/Users", false],
    ["/users/:id", "/users/7", true],
    ["/users/:id", "/users/", false],
    ["/users/:id", "/users/7/orders", false],
    ["/users/:id/orders/:order", "/users/7/orders/8", true],
    ["/a b", "/a%20b", true],
    ["/a%20b", "/a%20b", true],
    ["/caf%C3%A9", "/café", true],
    ["/50%", "/50%", true],
    ["/a/:x", "/a/b%2Fc", true],
    ["/:", "/:", true],
    ["/:", "/x", false],
    ["/", "/", true],
  ])("route %s, path %s: %s", (route, path, isMatch) => {
    expect(ids([mock("m", route)], "GET", path)).toEqual(isMatch ? ["m"] : []);
  });

  it("asks for the method, unless the mock has none", () => {
    const mocks = [mock("get", "/x"), mock("any", "/x", { method: null })];
    expect(ids(mocks, "POST", "/x")).toEqual(["any"]);
    expect(ids(mocks, "GET", "/x").sort()).toEqual(["any", "get"]);
  });

  it("hands out the decoded path parameters, whatever their names", () => {
    const [candidate] = find([mock("m", "/:__proto__/x/:name")], "GET", "/a%2Fb/x/c%20d");
    expect(Object.entries(candidate?.pathParams ?? {})).toEqual([
      ["__proto__", "a/b"],
      ["name", "c d"],
    ]);
  });
});

describe("the order in which they are tried", () => {
  const cases: [string, Indexed[], string[]][] = [
    [
      "higher priority first, even with a parameter",
      [mock("literal", "/a/b"), mock("urgent", "/a/:x", { priority: 5 })],
      ["urgent", "literal"],
    ],
    ["literal before parameter", [mock("parameter", "/:x/b"), mock("literal", "/a/b")], ["literal", "parameter"]],
    ["the leftmost literal counts first", [mock("right", "/:x/b"), mock("left", "/a/:y")], ["left", "right"]],
    [
      "more conditions before fewer",
      [mock("loose", "/a/b"), mock("strict", "/a/b", { conditionCount: 2 })],
      ["strict", "loose"],
    ],
    ["newest first", [mock("old", "/a/b", { createdAt: 1 }), mock("new", "/a/b", { createdAt: 2 })], ["new", "old"]],
    ["id last", [mock("b", "/a/b"), mock("a", "/a/b")], ["a", "b"]],
  ];
  it.each(cases)("%s", (_name, mocks, expected) => {
    expect(ids(mocks, "GET", "/a/b")).toEqual(expected);
    expect(ids([...mocks].reverse(), "GET", "/a/b")).toEqual(expected);
  });
});

describe("changing the index", () => {
  it("replaces a mock of the same id, and forgets a removed one", () => {
    const index = createMockIndex<Indexed>();
    index.put(mock("m", "/old/:x"));
    index.put(mock("m", "/new"));
    expect(index.size).toBe(1);
    expect(listCandidates(index, "GET", ["old", "1"])).toEqual([]);
    expect(listCandidates(index, "GET", ["new"])).toHaveLength(1);
    index.remove("m");
    index.remove("m");
    expect(index.size).toBe(0);
    expect(listCandidates(index, "GET", ["new"])).toEqual([]);
  });

  it("keeps its neighbours when a mock is removed", () => {
    const index = createMockIndex<Indexed>();
    index.put(mock("short", "/a"));
    index.put(mock("long", "/a/:x/c"));
    index.put(mock("twin", "/a/:x/c"));
    index.remove("long");
    expect(listCandidates(index, "GET", ["a", "1", "c"]).map(({ entry }) => entry.id)).toEqual(["twin"]);
    expect(listCandidates(index, "GET", ["a"]).map(({ entry }) => entry.id)).toEqual(["short"]);
  });
});
