import { type Callback, type ConditionPlace, conditionPlaces, type Problem } from "@understudy/domain";
import {
  compileConditions,
  compileValueConditions,
  type MatchRequest,
  type ValueConditions,
} from "@understudy/matching";
import { noReads, type RenderContext, type RequestView, type TemplateReads } from "@understudy/templating";

/** Whether a callback is sent at all, as its definition says. */
export interface CompiledCallbackCondition {
  reads: TemplateReads;
  /** What is wrong with it, each with its JSON path in the mock. A condition with a problem is never met. */
  problems: readonly Problem[];
  /** Why it is not met by a call and its answer, in words; null when it is, and when there is none. */
  findUnmet: (context: RenderContext, status: number) => string | null;
}

const places: Record<ConditionPlace, string> = {
  statusCode: "status",
  response: "answer",
  gStore: "global store",
  cStore: "chain store",
  mStore: "mock store",
};

/** Most callbacks have none: they share it. */
const none: CompiledCallbackCondition = { reads: noReads, problems: [], findUnmet: () => null };

/** Compiles the condition of a callback. Never throws: what is wrong is in `problems`. */
export function compileCallbackCondition(
  { condition }: Callback,
  index: number,
  findFile: (name: string) => string | undefined,
): CompiledCallbackCondition {
  if (condition === undefined) return none;
  const path = `$.webhooks[${index}].condition`;
  const request = compileConditions(condition, { findFile, path });
  const lists = conditionPlaces.map((place) => ({
    place,
    conditions: compileValueConditions(condition[place] ?? [], {
      path: `${path}.${place}`,
      place: places[place],
      isSortedByDefault: condition.sortArray ?? false,
      findFile,
    }),
  }));
  const namesOf = (place: ConditionPlace): ValueConditions["names"] =>
    lists.find((list) => list.place === place)?.conditions.names ?? [];
  return {
    reads: {
      ...noReads,
      requestBody: request.readsBody,
      response: (condition.response ?? []).length > 0,
      globalStoreKeys: namesOf("gStore"),
      chainStoreKeys: namesOf("cStore"),
      mockStoreKeys: namesOf("mStore"),
    },
    problems: [...request.problems, ...lists.flatMap(({ conditions }) => conditions.problems)],
    findUnmet(context, status) {
      const unmet = request.findUnmet(toMatchRequest(context.request));
      if (unmet !== null) return unmet;
      for (const { place, conditions } of lists) {
        const reason = conditions.count === 0 ? null : conditions.findUnmet(valueOf(place, context, status));
        if (reason !== null) return reason;
      }
      return null;
    },
  };
}

function valueOf(place: ConditionPlace, { response, stores }: RenderContext, status: number): unknown {
  switch (place) {
    case "statusCode":
      return status;
    case "response":
      return response;
    case "gStore":
      return Object.fromEntries(stores.global);
    case "cStore":
      return Object.fromEntries(stores.chain);
    case "mStore":
      return Object.fromEntries(stores.mock);
  }
}

function toMatchRequest({ body, isBodyTextual, headers, query, method }: RequestView): MatchRequest {
  const kind = isBodyTextual === true ? "text" : "json";
  return { method, segments: [], headers, query, body: body === undefined ? null : { kind, value: body } };
}
