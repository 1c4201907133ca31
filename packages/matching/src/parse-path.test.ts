import { AppError } from "@understudy/domain";
import { JSONPath } from "jsonpath-plus";
import { describe, expect, it } from "vitest";
import { createBudget } from "./budget.ts";
import { parsePath } from "./parse-path.ts";
import { walkPath } from "./walk-path.ts";

function find(path: string, root: unknown): unknown[] {
  const found: unknown[] = [];
  walkPath(parsePath(path), root, { visit: (value) => found.push(value) < 0, budget: createBudget() });
  return found;
}

const shop = {
  store: {
    book: [
      { category: "reference", author: "Nigel Rees", title: "Sayings", price: 8.95 },
      { category: "fiction", author: "Evelyn Waugh", title: "Sword", price: 12.99 },
      { category: "fiction", author: "Herman Melville", title: "Moby", isbn: "0-553", price: 8.99 },
      { category: "fiction", author: "J. R. R. Tolkien", title: "Rings", isbn: "0-395", price: 22.99 },
    ],
    bicycle: { color: "red", price: 399 },
  },
  limit: 10,
  "a.b": { "c d": 1, "'": 2, "€": 3 },
  $ref: "r",
  0: "zero",
  tags: ["x", "y", "z"],
  on: false,
  none: null,
};

describe("a path leads to", () => {
  const cases: [string, unknown[]][] = [
    ["", [shop]],
    ["$", [shop]],
    ["limit", [10]],
    ["$.limit", [10]],
    ["$['limit']", [10]],
    ['$["a.b"]["c d"]', [1]],
    ["$['a.b']['\\'']", [2]],
    ["$['a.b']['\\u20ac']", [3]],
    ["store.bicycle.color", ["red"]],
    ["$ref", ["r"]],
    ["$.0", ["zero"]],
    ["none", [null]],
    ["gone", []],
    ["limit.gone", []],
    ["store.book[1].title", ["Sword"]],
    ["store.book.1.title", ["Sword"]],
    ["store.book[-1].title", ["Rings"]],
    ["store.book[9].title", []],
    ["tags[0,2]", ["x", "z"]],
    ["tags[1:]", ["y", "z"]],
    ["tags[:-1]", ["x", "y"]],
    ["tags[::2]", ["x", "z"]],
    ["tags[::-1]", ["z", "y", "x"]],
    ["tags[5:0:-2]", ["z"]],
    ["tags[::0]", []],
    ["tags[(@.length-1)]", ["z"]],
    ["tags[*]", ["x", "y", "z"]],
    ["tags.*", ["x", "y", "z"]],
    ["['limit','on']", [10, false]],
    ["$..isbn", ["0-553", "0-395"]],
    ["$..book[0].title", ["Sayings"]],
    ["$..['color']", ["red"]],
    ["$.store..price", [8.95, 12.99, 8.99, 22.99, 399]],
    ["$..book[?(@.price < 10)].title", ["Sayings", "Moby"]],
    ["$..book[?@.price < $.limit].title", ["Sayings", "Moby"]],
    ["$..book[?(@.isbn)].title", ["Moby", "Rings"]],
    ["$..book[?(!@.isbn)].title", ["Sayings", "Sword"]],
    ["$..book[?(@.category == 'fiction' && @.price > 10)].title", ["Sword", "Rings"]],
    ["$..book[?(@.price < 9 || @.price >= 22.99)].title", ["Sayings", "Moby", "Rings"]],
    ["$..book[?(@['author'] === \"Nigel Rees\")].title", ["Sayings"]],
    ["$..book[?(@.author =~ /tolkien$/i)].title", ["Rings"]],
    ['$..book[?(@.author =~ "^J")].title', ["Rings"]],
    ["$..book[?(@.author.match(/Waugh/))].title", ["Sword"]],
    ["$..book[?(/Waugh/.test(@.author))].title", ["Sword"]],
    ["$..book[?match(@.title, 'S.*')].title", ["Sayings", "Sword"]],
    ["$..book[?search(@.title, 'ing')].title", ["Sayings", "Rings"]],
    ["$..book[?(length(@.title) == 4)].title", ["Moby"]],
    ["$..book[?(@.title.length == 4)].title", ["Moby"]],
    ["$..book[?(@.price * 2 > 45)].title", ["Rings"]],
    ["$..book[?(@.author == '@]),')].title", []],
    ["tags[?(@ == 'y')]", ["y"]],
    ["tags[?(@ != 'y')]", ["x", "z"]],
    ["$.store[?(@property == 'bicycle')].color", ["red"]],
    ["$.store.book[?(@.price == @root.store.book[0].price)].title", ["Sayings"]],
    ["$[?(@ == false)]", [false]],
    ["$[?(@.gone == @.lost)][0]", ["x"]],
    ["$.store.book[?(@.title > 'S')].title", ["Sayings", "Sword"]],
    ["$.store.book[?(@.title > 1)].title", []],
  ];
  it.each(cases)("%s", (path, expected) => {
    expect(find(path, shop)).toEqual(expected);
  });

  it("finds what jsonpath-plus finds, where both know the expression", () => {
    const paths = cases.map(([path]) => toRooted(path)).filter((path) => isKnownToBoth(path));
    expect(paths.length).toBeGreaterThan(25);
    for (const path of paths) {
      const theirs: unknown = JSONPath({ path, json: shop, eval: "safe", ignoreEvalErrors: true, wrap: true });
      const sorted = (values: unknown) =>
        Array.isArray(values) ? values.map((value) => JSON.stringify(value)).sort() : [];
      expect([path, sorted(find(path, shop))]).toEqual([path, sorted(theirs)]);
    }
  });
});

function toRooted(path: string): string {
  if (path === "" || path.startsWith("$")) return path || "$";
  return path.startsWith("[") ? `$${path}` : `$.${path}`;
}

/** Their escapes, negative indices and steps, functions of RFC 9535 differ: see docs/matching.md. */
function isKnownToBoth(path: string): boolean {
  return !/\\|\[-|::|=~|search\(|\?match|length\(|\?@|"]\[|\$\.limit|a@b|@\]|\$\[\?|> 1\)|\?\(@\.gone|^\$ref/.test(
    path,
  );
}

describe("a path that can't be read is refused with the place", () => {
  it.each([
    "a..",
    "a.",
    "$.",
    "$[",
    "$[]",
    "$['a",
    "$['a'",
    "$[a]",
    "$[1",
    "$[01]",
    "$[1:2:3:4]",
    "a]b",
    "a.b^",
    "a.~",
    "$[?]",
    "$[?()]",
    "$[?(@.a =]",
    "$[?(@.a = 1)]",
    "$[?(@.a b)]",
    "$[?(name == 1)]",
    "$[?(@.a & 1)]",
    "$[?(@.a == 1 ? 2 : 3)]",
    "$[?(@.a.sort())]",
    "$[?(@.a.constructor('x')())]",
    "$[?(alert(1))]",
    "$[?(@.a.match(@.b))]",
    "$[?(@.a == {})]",
    "$[?(@.a == [1])]",
    "$[?(1)]",
    "$[?(@..a)]",
    "$[?(@.a[*])]",
    "$[?(@.a =~ '(?=x)')]",
    "$[?(@.a =~ /(x/)]",
    `$${"..a".repeat(5)}`,
    `$${".a".repeat(101)}`,
    "a".repeat(2_001),
    `$[?(${"(".repeat(900)}1)]`,
    `$[?(${"!".repeat(2_000)}@.a)]`,
  ])("%s", (path) => {
    expect(() => parsePath(path)).toThrow(AppError);
  });
});
