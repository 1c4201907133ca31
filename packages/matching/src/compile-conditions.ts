import { AppError, type Problem } from "@understudy/domain";
import { type Budget, createBudget } from "./budget.ts";
import { type CompiledCondition, compileCondition, type ConditionResult } from "./condition.ts";
import type { Condition, HttpContext } from "./condition-definition.ts";
import { explainUnmet } from "./explain-unmet.ts";
import type { ConditionKind } from "./locate-value.ts";
import type { MatchRequest } from "./match-request.ts";

/** The conditions of a mock, made ready: nothing of its definition is read again when it is called (design 1). */
export interface Conditions {
  count: number;
  /** Whether one of them looks at the body, so that it must be read first. */
  readsBody: boolean;
  /** What is wrong with them, each with its JSON path in the mock. A condition with a problem never holds. */
  problems: readonly Problem[];
  /** Whether all hold. Stops at the first that does not. */
  hold: (request: MatchRequest, budget?: Budget) => boolean;
  /** How each of them does, in the order of the definition. */
  evaluate: (request: MatchRequest, budget?: Budget) => ConditionResult[];
  /** Why they don't all hold, in words; null when they do. */
  findUnmet: (request: MatchRequest, budget?: Budget) => string | null;
}

/** What of a mock's request side holds conditions. */
type ConditionLists = Pick<HttpContext, "header" | "queryParams" | "conditions" | "sortArray">;

export interface CompileConditionsOptions {
  /** The text of a stored file (`valueFromFile`), or undefined when there is none of that name. */
  findFile?: (name: string) => string | undefined;
  /** JSON path of what holds the conditions; `$.http` when absent. */
  path?: string;
}

/** Compiles the conditions of a mock. Never throws: what is wrong is in `problems`. */
export function compileConditions(http: ConditionLists, options: CompileConditionsOptions = {}): Conditions {
  if (!http.header?.length && !http.queryParams?.length && !http.conditions?.length) return none;
  const problems: Problem[] = [];
  const compileList = (kind: ConditionKind, field: string, list: readonly Condition[] | undefined) =>
    (list ?? []).map((condition, index) => {
      const path = `${options.path ?? "$.http"}.${field}[${index}]`;
      return compileOne(condition, { ...options, kind, path, problems, isSortedByDefault: http.sortArray ?? false });
    });
  const header = compileList("header", "header", http.header);
  const query = compileList("query", "queryParams", http.queryParams);
  const body = compileList("body", "conditions", http.conditions);
  // What is cheap to look at comes first.
  const all = [...header, ...query, ...body];
  return {
    count: all.length,
    readsBody: body.length > 0,
    problems,
    hold(request, budget = createBudget()) {
      for (const condition of all) if (!condition.holds(request, budget)) return false;
      return true;
    },
    evaluate: (request, budget = createBudget()) => all.map((condition) => condition.evaluate(request, budget)),
    findUnmet: (request, budget = createBudget()) => explainUnmet(all, request, budget),
  };
}

/** Most mocks have none: they share one. */
const none: Conditions = {
  ...{ count: 0, readsBody: false, problems: [] },
  ...{ hold: () => true, evaluate: () => [], findUnmet: () => null },
};

/** Compiles one condition of a list; what is wrong with it is added to `problems`. */
export function compileOne(
  condition: Condition,
  options: CompileConditionsOptions & {
    kind: ConditionKind;
    path: string;
    problems: Problem[];
    isSortedByDefault: boolean;
    place?: string;
  },
): CompiledCondition {
  const { kind, path, problems } = options;
  const report = (field: string, error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    problems.push({ path: `${path}.${field}`, message: error.message });
  };
  return compileCondition(condition, { ...options, kind, report });
}
