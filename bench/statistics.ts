/** The value below which a share of the values lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Of two rows of rounds, how they compare round by round: the median, and the smallest and largest. */
export interface Ratio {
  median: number;
  min: number;
  max: number;
}

export function ratioOf(values: readonly number[], reference: readonly number[]): Ratio {
  const ratios = values.map((value, round) => value / (reference[round] ?? NaN));
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}

/** Where the reference differs from itself by more than this, what was measured decides nothing. */
const deviationMax = 0.15;

/** A goal is met when the median, together with how far the reference differs from itself, reaches it. */
export function judge({ median: reached }: Ratio, { goal, control }: { goal: number; control: Ratio }): string {
  const deviation = Math.abs(control.median - 1);
  if (reached < goal && deviation > deviationMax) return `${goal.toFixed(2)} undecided`;
  return `${goal.toFixed(2)} ${reached + deviation >= goal ? "met" : "missed"}`;
}
