import { isOpenEnded, type RouteShape } from "./route.ts";

/** What decides which of several fitting mocks is tried first. */
export interface Ranked {
  shape: Pick<RouteShape, "kinds">;
  entry: { id: string; priority: number; conditionCount: number; createdAt: number };
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
    bySpecificity(left.shape.kinds, right.shape.kinds) ||
    right.entry.conditionCount - left.entry.conditionCount ||
    right.entry.createdAt - left.entry.createdAt ||
    (left.entry.id < right.entry.id ? -1 : 1)
  );
}

function groupOf(ranked: Ranked): number {
  if (ranked.isPattern) return 1;
  return isOpenEnded(ranked.shape) ? 2 : 0;
}

/** The first segment in which they differ decides. */
function bySpecificity(left: string, right: string): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return 0;
}
