import type { Verification } from "@understudy/domain";

/** How many calls are expected. */
export interface Expectation {
  min: number;
  max: number;
  /** In words. */
  text: string;
}

/** Absent: at least one. */
export function expectationOf({ exactly, atLeast, atMost, never }: Verification): Expectation {
  if (never === true || exactly === 0 || atMost === 0) return { min: 0, max: 0, text: "never" };
  if (exactly !== undefined) return { min: exactly, max: exactly, text: `exactly ${exactly}` };
  if (atMost !== undefined) return { min: 0, max: atMost, text: `at most ${atMost}` };
  return { min: atLeast ?? 1, max: Infinity, text: `at least ${atLeast ?? 1}` };
}

/** Whether a count can't become right, or is right and need not be watched any longer. */
export function isDecided({ min, max }: Expectation, count: number): boolean {
  return count > max || (count >= min && (min > 0 || max === Infinity));
}
