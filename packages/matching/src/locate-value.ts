import { AppError } from "@understudy/domain";
import type { Budget } from "./budget.ts";
import type { MatchRequest } from "./match-request.ts";
import type { Selector } from "./path.ts";
import { parsePath } from "./parse-path.ts";
import { followSimple, type Visit, walkPath } from "./walk-path.ts";

/** Where a condition looks: its path has another meaning in each place (contract D2). */
export type ConditionKind = "body" | "query" | "header";

/** How the values of a path are found in a request. */
export interface Locator {
  /** Shows them one by one until `visit` returns true. Tells whether it did. */
  visitAll: (request: MatchRequest, visit: Visit, budget: Budget) => boolean;
  /** Where there can be only one: gives it, or undefined. The way of most conditions, and the fastest. */
  findOnly: ((request: MatchRequest) => unknown) | null;
}

/** Compiles the path of a condition. Throws a `validation` error if it can't be read. */
export function compileLocator(
  kind: ConditionKind,
  path: string,
  { isListWanted, isBody }: { isListWanted: boolean; isBody: boolean },
): Locator {
  if (kind === "body") return compileBodyLocator(path, isBody);
  const { name, index } = parseParameterPath(kind, path);
  const key = kind === "header" ? name.toLowerCase() : name;
  const visitAll: Locator["visitAll"] = (request, visit) => {
    const map = kind === "header" ? request.headers : request.query;
    const values = Object.hasOwn(map, key) ? map[key] : undefined;
    if (values === undefined) return false;
    if (index !== null) return values.at(index) !== undefined && visit(values.at(index));
    return values.some((value) => visit(value)) || (isListWanted && visit(values));
  };
  return { visitAll, findOnly: null };
}

/** `$.body.amount` is `$.amount` of a request's body, unless that has a field of that name (contract D2). */
function compileBodyLocator(text: string, isBody: boolean): Locator {
  const path = parsePath(text);
  const { simple } = path;
  const hasAlias = isBody && path.steps[0]?.isDescent === false && isBodyName(path.steps[0].selectors[0]);
  const isAliased = (root: unknown) => hasAlias && !hasBodyField(root);
  if (simple !== null) {
    const findOnly: Locator["findOnly"] = ({ body }) => {
      if (body === null || body === "unread") return undefined;
      return followSimple(simple, body.value, isAliased(body.value) ? 1 : 0);
    };
    return { findOnly, visitAll: (request, visit) => visitFound(findOnly(request), visit) };
  }
  const withoutAlias = { ...path, steps: path.steps.slice(1) };
  return {
    findOnly: null,
    visitAll: ({ body }, visit, budget) =>
      body !== null &&
      body !== "unread" &&
      walkPath(isAliased(body.value) ? withoutAlias : path, body.value, { visit, budget }),
  };
}

function visitFound(value: unknown, visit: Visit): boolean {
  return value !== undefined && visit(value);
}

function isBodyName(selector: Selector | undefined): boolean {
  return selector?.kind === "name" && selector.name === "body";
}

function hasBodyField(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "body");
}

/** A header or query parameter: its plain name, or `$.Name`, `$['Name']`, either with the index of one of several values. */
function parseParameterPath(kind: ConditionKind, text: string): { name: string; index: number | null } {
  const noun = kind === "header" ? "a header" : "a query parameter";
  if (text === "") throw new AppError("validation", `the path must be the name of ${noun}`);
  if (!/^\$[.[]/.test(text)) return { name: text, index: null };
  const [first, second, ...others] = parsePath(text).simple ?? [];
  if (first !== undefined && first.kind !== "index" && others.length === 0) {
    if (second === undefined) return { name: first.name, index: null };
    if (second.kind === "index") return { name: first.name, index: second.index };
  }
  throw new AppError("validation", `the path must be the name of ${noun}, or $.Name, or $.Name[0]`);
}
