import { AppError } from "@understudy/domain";
import { type Assertion, type AssertionContext, compileAssertion } from "./assertion.ts";
import { type Budget, BudgetSpent } from "./budget.ts";
import type { AssertAction, Condition } from "./condition-definition.ts";
import { decodeBase64 } from "./decode-value.ts";
import { depthMax, parseJson } from "./json-text.ts";
import { compileLocator, type ConditionKind, type Locator } from "./locate-value.ts";
import type { MatchRequest } from "./match-request.ts";

/** How a condition did with a request. */
export interface ConditionResult {
  kind: ConditionKind;
  /** What is looked at instead of the body of a request, in words. */
  place?: string;
  path: string;
  assertAction: AssertAction;
  expected: unknown;
  /** The values that were found, the first ten. */
  actual: readonly unknown[];
  holds: boolean;
  /** Why it can never hold, or could not be looked at to its end; null when it was. */
  obstacle: string | null;
}

export interface CompiledCondition {
  holds: (request: MatchRequest, budget: Budget) => boolean;
  evaluate: (request: MatchRequest, budget: Budget) => ConditionResult;
}

export interface CompileConditionOptions {
  kind: ConditionKind;
  /** What is looked at instead of the body of a request, in words. */
  place?: string;
  /** The mock's own `sortArray`; the condition's wins. */
  isSortedByDefault: boolean;
  findFile?: (name: string) => string | undefined;
  /** Told what is wrong with a field of the condition. */
  report: (field: string, error: unknown) => void;
}

const shownMax = 10;

/** Compiles one condition. With a problem, it is reported and the condition never holds. */
export function compileCondition(condition: Condition, options: CompileConditionOptions): CompiledCondition {
  const assertAction = condition.assertAction ?? "equals";
  let obstacle: string | null = null;
  const attempt = <Part>(field: string, compile: () => Part): Part | null => {
    try {
      return compile();
    } catch (error) {
      options.report(field, error);
      obstacle = `${field}: ${error instanceof Error ? error.message : "is wrong"}`;
      return null;
    }
  };
  const file = attempt("valueFromFile", () => readExpected(condition, options.findFile));
  const expected = file?.value;
  const isSorted = condition.sortArray ?? options.isSortedByDefault;
  const assertion = attempt(condition.valueFromFile ? "valueFromFile" : "value", () =>
    compileAssertion({ action: assertAction, expected: checkDepth(expected), isSorted }),
  );
  const isListWanted = Array.isArray(expected);
  const locator = attempt("path", () =>
    compileLocator(options.kind, condition.path, { isListWanted, isBody: options.place === undefined }),
  );
  const { kind, place } = options;
  const shown = { kind, ...(place !== undefined && { place }), path: condition.path, assertAction, expected };
  if (assertion === null || locator === null || obstacle !== null) return neverHolding({ ...shown, obstacle });
  const isTextWanted = typeof expected === "string" || expected == null;
  const decode = condition.decode ? (value: unknown) => decodeBase64(value, { isTextWanted }) : null;
  return createCondition(shown, { assertion, locator, decode });
}

interface Parts {
  assertion: Assertion;
  locator: Locator;
  decode: ((value: unknown) => unknown) | null;
}

function createCondition(
  shown: Pick<ConditionResult, "kind" | "place" | "path" | "assertAction" | "expected">,
  { assertion, locator, decode }: Parts,
): CompiledCondition {
  const { isHeldBy, isNegated } = assertion;
  const { findOnly } = locator;
  const test = (request: MatchRequest, context: AssertionContext): boolean => {
    const visit = (found: unknown): boolean => {
      const value = decode === null ? found : decode(found);
      return value !== undefined && isHeldBy(value, context);
    };
    if (findOnly === null) return locator.visitAll(request, visit, context.budget) !== isNegated;
    const only = findOnly(request);
    return (only !== undefined && visit(only)) !== isNegated;
  };
  const holds = (request: MatchRequest, budget: Budget): boolean => {
    if (shown.assertAction === "any") return true;
    try {
      return test(request, { budget, isTextual: shown.kind !== "body" || isTextualBody(request.body) });
    } catch (error) {
      if (error instanceof BudgetSpent || error instanceof AppError) return false;
      throw error;
    }
  };
  return {
    holds,
    evaluate(request, budget) {
      const isHolding = holds(request, budget);
      return {
        ...shown,
        holds: isHolding,
        ...findShown(locator, { decode, request, budget }),
        ...unreadBody(shown, request),
      };
    },
  };
}

/** So that nobody is told that a value is missing from a body that nobody looked at. */
function unreadBody({ kind }: { kind: ConditionKind }, { body }: MatchRequest): { obstacle?: string } {
  return kind === "body" && body === "unread" ? { obstacle: "the body was not read" } : {};
}

/** The values that were found, for an explanation. */
function findShown(
  locator: Locator,
  { decode, request, budget }: { decode: Parts["decode"]; request: MatchRequest; budget: Budget },
): Pick<ConditionResult, "actual" | "obstacle"> {
  const actual: unknown[] = [];
  const visit = (found: unknown): boolean => {
    actual.push(decode === null ? found : (decode(found) ?? found));
    return actual.length >= shownMax;
  };
  try {
    locator.visitAll(request, visit, budget);
    return { actual, obstacle: null };
  } catch (error) {
    if (error instanceof BudgetSpent || error instanceof AppError) return { actual, obstacle: error.message };
    throw error;
  }
}

function neverHolding(shown: Omit<ConditionResult, "actual" | "holds">): CompiledCondition {
  return { holds: () => false, evaluate: () => ({ ...shown, holds: false, actual: [] }) };
}

function isTextualBody(body: MatchRequest["body"]): boolean {
  return body !== null && body !== "unread" && body.kind !== "json";
}

/** The expected value: a file's is JSON if it is JSON, else its text without the line end that editors add. */
function readExpected(condition: Condition, findFile: CompileConditionOptions["findFile"]): { value: unknown } {
  const { valueFromFile, value, assertAction } = condition;
  if (!valueFromFile) return { value: value === undefined ? null : value };
  const text = findFile?.(valueFromFile)?.replace(/\r?\n$/, "");
  if (text === undefined) throw new AppError("validation", `there is no file ${JSON.stringify(valueFromFile)}`);
  const json = assertAction === "matches" ? undefined : parseJson(text);
  return { value: json === undefined ? text : json };
}

function checkDepth(value: unknown): unknown {
  const isDeep = (part: unknown, depth: number): boolean =>
    typeof part === "object" &&
    part !== null &&
    (depth >= depthMax || Object.values(part).some((child) => isDeep(child, depth + 1)));
  if (isDeep(value, 0)) throw new AppError("validation", `is nested more than ${depthMax} levels deep`);
  return value;
}
