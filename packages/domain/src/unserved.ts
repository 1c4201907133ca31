import type { Problem } from "./app-error.ts";
import type { Callback } from "./callback.ts";
import type { MockDefinition } from "./mock.ts";
import { protocolOf } from "./protocol-context.ts";

/** A part of a mock that is kept and returned, but that this version does not act on. */
export interface UnservedPart extends Problem {
  /** Whether an answer without it would be wrong, so that a call is answered 501 instead. */
  isNeededToAnswer: boolean;
}

/** What of a mock is not acted on. Saving it warns; calling it says so, rather than answering as if the part were not there. */
export function findUnservedParts(definition: MockDefinition): UnservedPart[] {
  const { http, response } = definition;
  const protocol = protocolOf(definition);
  const parts: Part[] = [
    [`$.${protocol}`, protocol !== "http", true],
    ["$.http…valueFromFile", listConditions(http).some(({ valueFromFile }) => Boolean(valueFromFile)), true],
    ["$.oneOf", definition.oneOf !== undefined, true],
    ["$.proxy", definition.proxy !== undefined, true],
    ["$.useLimiter", Boolean(definition.useLimiter), true],
    ["$.response.payloadTemplatePath", Boolean(response?.payloadTemplatePath), true],
    ["$.response.decode", Boolean(response?.decode), true],
    ["$.response.error", Boolean(response?.error), true],
    ["$.extract.cStore", definition.extract?.cStore !== undefined && definition.chainId === undefined, false],
  ];
  return [...parts, ...(definition.webhooks ?? []).flatMap(listCallbackParts)]
    .filter(([, isPresent]) => isPresent)
    .map(([path, , isNeededToAnswer]) => ({
      path,
      isNeededToAnswer,
      message: "is kept, but this version does not act on it yet",
    }));
}

type Part = [path: string, isPresent: boolean, isNeededToAnswer: boolean];

function listCallbackParts(callback: Callback, index: number): Part[] {
  return [[`$.webhooks[${index}].trigger`, callback.trigger?.endsWith("_use") ?? false, false]];
}

function listConditions(http: MockDefinition["http"]) {
  return [...(http?.conditions ?? []), ...(http?.queryParams ?? []), ...(http?.header ?? [])];
}
