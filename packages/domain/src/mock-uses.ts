import type { Mock, MockDefinition } from "./mock.ts";

/** How often a mock has answered since it was saved. */
export interface MockUses {
  count: number;
  lastAt: Date | null;
}

/** How often a mock may be used; null: without limit. */
export function usesMaxOf({ useLimiter }: Pick<MockDefinition, "useLimiter">): number | null {
  return useLimiter === undefined || useLimiter === 0 ? null : useLimiter;
}

/** The uses of a mock as they are shown: calls that were refused when it was used up are not among them. */
export function countedUses({ definition }: Pick<Mock, "definition">, found: MockUses | undefined): MockUses {
  const { count, lastAt } = found ?? { count: 0, lastAt: null };
  return { count: Math.min(count, usesMaxOf(definition) ?? count), lastAt };
}

/**
 * Whether each use of a mock has a number that matters: a limit, answers in turn, a callback on the first or last use (contract E9), or one
 * whose chaos is drawn for each use.
 */
export function isCounted(definition: MockDefinition): boolean {
  const { oneOf, webhooks } = definition;
  return (
    usesMaxOf(definition) !== null ||
    (oneOf !== undefined && oneOf.order !== "random") ||
    (webhooks ?? []).some(({ trigger }) => trigger === "on_first_use" || trigger === "on_last_use") ||
    (webhooks ?? []).some(({ chaos }) => chaos !== undefined && chaos.key === undefined)
  );
}
