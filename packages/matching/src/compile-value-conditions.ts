import type { Problem } from "@understudy/domain";
import { createBudget } from "./budget.ts";
import { compileOne } from "./compile-conditions.ts";
import type { Condition } from "./condition-definition.ts";
import { explainUnmet } from "./explain-unmet.ts";
import type { MatchRequest } from "./match-request.ts";
import { parsePath } from "./parse-path.ts";

/** Conditions on a value that is no request, such as an answer or a store: their paths start at the value. */
export interface ValueConditions {
  count: number;
  /** Which of the value's own fields they look at, so that the others need not be there; "all" when that is not known. */
  names: readonly string[] | "all";
  /** What is wrong with them, each with its JSON path. A condition with a problem never holds. */
  problems: readonly Problem[];
  /** Why they don't all hold; null when they do. */
  findUnmet: (value: unknown) => string | null;
}

export interface ValueConditionsOptions {
  /** JSON path of the list. */
  path: string;
  /** What the value is, in words: `answer`. */
  place: string;
  isSortedByDefault: boolean;
  findFile?: (name: string) => string | undefined;
}

/** Compiles a list of conditions. Never throws: what is wrong is in `problems`. */
export function compileValueConditions(list: readonly Condition[], options: ValueConditionsOptions): ValueConditions {
  const problems: Problem[] = [];
  const compiled = list.map((condition, index) =>
    compileOne(condition, { ...options, kind: "body", path: `${options.path}[${index}]`, problems }),
  );
  return {
    count: compiled.length,
    names: mergeNames(list.map(({ path }) => findName(path))),
    problems,
    findUnmet: (value) => (compiled.length === 0 ? null : explainUnmet(compiled, toRequest(value), createBudget())),
  };
}

function toRequest(value: unknown): MatchRequest {
  const body = value === undefined ? null : ({ kind: "json", value } as const);
  return { method: "", segments: [], headers: {}, query: {}, body };
}

/** The field in which the only value of a path is; null when there may be others. */
function findName(text: string): string | null {
  try {
    const first = parsePath(text).simple?.[0];
    return first === undefined || first.kind === "index" ? null : first.name;
  } catch {
    // A problem of its own, and then nothing is looked at.
    return "";
  }
}

function mergeNames(names: readonly (string | null)[]): readonly string[] | "all" {
  const known = names.filter((name) => name !== null);
  return known.length < names.length ? "all" : [...new Set(known)].filter((name) => name !== "");
}
