import { type LoggedRequest } from "@understudy/database";
import { type Verification, validationError } from "@understudy/domain";
import {
  compileConditions,
  createMockIndex,
  explainMiss,
  type FailedCheck,
  findMatch,
  type Matchable,
} from "@understudy/matching";
import { readLogged } from "./readable-request.ts";

/** Which calls are meant, made ready to be asked of each logged request: the same matching as that of mocks. */
export interface CallPattern {
  readsBody: boolean;
  /** Null: it is one of them. Else what it lacks, and how far away it is. */
  judge: (logged: LoggedRequest) => Promise<null | { failed: readonly FailedCheck[]; distance: number }>;
}

/** Throws `validation` for conditions that can't be read. */
export function compileCallPattern(verification: Verification): CallPattern {
  const { method, route, path, conditions, queryParams, header, sortArray } = verification;
  const compiled = compileConditions({ conditions, queryParams, header, sortArray });
  if (compiled.problems.length > 0) {
    throw validationError(
      compiled.problems.map((problem) => ({ ...problem, path: problem.path.replace("$.http.", "$.") })),
    );
  }
  const entry: Matchable = {
    id: "expected",
    method: method ?? null,
    route: route ?? path ?? "/*",
    priority: 0,
    conditionCount: compiled.count,
    createdAt: 0,
    expireAt: null,
    conditions: compiled,
  };
  const index = createMockIndex<Matchable>();
  index.put(entry);
  return {
    readsBody: compiled.readsBody,
    async judge(logged) {
      const request = await readLogged(logged, { isBodyRead: compiled.readsBody });
      const found = findMatch({ index, request, now: 0 });
      // Unlike a mock for GET, a pattern for GET does not mean HEAD.
      if (found.kind === "match" && (method === undefined || method === logged.method)) return null;
      const [near] = found.kind === "miss" ? explainMiss(found).nearest : [];
      return near ?? { failed: [], distance: Infinity };
    },
  };
}
