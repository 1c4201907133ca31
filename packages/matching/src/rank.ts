import type { RouteSegment } from "./route.ts";

/** What decides which of several fitting mocks is tried first. */
export interface Ranked {
  entry: { id: string; priority: number; conditionCount: number; createdAt: number };
  segments: readonly RouteSegment[];
  isPattern: boolean;
}

/**
 * Order of trying: priority; then routes before patterns before stars; then, from the left, literal before parameter before star;
 * then more conditions, then newest, then id (contract E3–E5).
 */
export function byRank(left: Ranked, right: Ranked): number {
  return (
    right.entry.priority - left.entry.priority ||
    groupOf(left) - groupOf(right) ||
    bySpecificity(left.segments, right.segments) ||
    right.entry.conditionCount - left.entry.conditionCount ||
    right.entry.createdAt - left.entry.createdAt ||
    (left.entry.id < right.entry.id ? -1 : 1)
  );
}

function groupOf({ segments, isPattern }: Ranked): number {
  if (isPattern) return 1;
  return segments.at(-1)?.kind === "rest" ? 2 : 0;
}

const specificity = { literal: 0, parameter: 1, rest: 2 } as const;

function bySpecificity(left: readonly RouteSegment[], right: readonly RouteSegment[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = specificity[left[index]?.kind ?? "rest"] - specificity[right[index]?.kind ?? "rest"];
    if (difference !== 0) return difference;
  }
  return 0;
}
