import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createBudget } from "./budget.ts";
import { parsePath } from "./parse-path.ts";
import { walkPath } from "./walk-path.ts";

/** The public JSONPath compliance suite (RFC 9535), as a package of another implementation carries it. */
interface ComplianceCase {
  name: string;
  selector: string;
  document?: unknown;
  result?: unknown[];
  /** Where several orders are right. */
  results?: unknown[][];
  invalid_selector?: boolean;
}

const suiteFile = new URL(
  "src/__tests__/jsonpath-compliance-test-suite/cts.json",
  import.meta.resolve("jsonpath-rfc9535/package.json"),
);
const { tests } = JSON.parse(readFileSync(suiteFile, "utf8")) as { tests: ComplianceCase[] };

/** What differs on purpose (docs/matching.md, "Against RFC 9535"), by the names of the cases, and how many they are. */
const differences: [why: string, names: RegExp, count: number][] = [
  [
    "queries with several results, count() and value() in filters",
    /^(filter, (absolute existence, with segments|non-singular|nested)|filter, equals, special nothing|functions, (count, (count|single|multiple)|value, (single|multi)-value|length, arg is (a function|special)|(match|search), arg is a function)|whitespace, functions, .*(parenthesis and arg|arg and parenthesis))/,
    24,
  ],
  [
    "patterns that are not written out",
    /^functions, (match|search), (regex from the document|non-string second arg)/,
    4,
  ],
  ["RE2 instead of I-Regexp: a dot is a carriage return too", /^functions, (match|search), dot matcher on/, 4],
  ["an index selects a name of digits in a filter", /^filter, index segment on object/, 1],
  [
    "names may hold what the RFC refuses",
    /^(basic, (no (leading|trailing) whitespace|name shorthand)|name selector, |whitespace, selectors, .* (dot|descent) and name)/,
    95,
  ],
  ["numbers in filters are JavaScript's", /^filter, equals number, invalid/, 8],
  ["literals alone in filters", /^filter, .*literal.* must be compared/, 8],
  ["-0 is 0", /^(index|slice) selector.*-0$/, 4],
];

const differsBecause = (name: string) => differences.find(([, names]) => names.test(name))?.[0] ?? null;

describe("the JSONPath compliance suite", () => {
  it.each(tests.filter(({ name }) => differsBecause(name) === null))("$name: $selector", (example) => {
    expect(agrees(example)).toBe(true);
  });

  it.each(differences)("differs where we chose so: %s", (why, _names, count) => {
    const named = tests.filter(({ name }) => differsBecause(name) === why);
    expect(named.filter((example) => !agrees(example))).toHaveLength(count);
  });
});

/** Whether a case comes out as the suite says. The order of results is not ours to keep: conditions ask whether there is one. */
function agrees({ selector, document, result, results, invalid_selector: isInvalid = false }: ComplianceCase): boolean {
  let found: unknown[];
  try {
    found = findAll(selector, document ?? null);
  } catch {
    return isInvalid;
  }
  return !isInvalid && (results ?? [result ?? []]).some((expected) => toSorted(expected) === toSorted(found));
}

function findAll(selector: string, document: unknown): unknown[] {
  const found: unknown[] = [];
  walkPath(parsePath(selector), document, { visit: (value) => found.push(value) < 0, budget: createBudget() });
  return found;
}

function toSorted(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => JSON.stringify(value)).sort());
}
