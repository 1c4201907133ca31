/** Rows have ids in the order of time; a list has the newest first. */
interface Row {
  id: string;
}

/**
 * The rows that are shown, brought up to date without moving any: those that are new stay out, those that are older than
 * all of them come behind.
 */
export function holdRows<R extends Row>(shown: readonly R[], fresh: readonly R[]): readonly R[] {
  const last = shown.at(-1);
  if (last === undefined) return fresh;
  const byId = new Map(fresh.map((row) => [row.id, row]));
  return [...shown.map((row) => byId.get(row.id) ?? row), ...fresh.filter(({ id }) => id < last.id)];
}

/** How many rows `holdRows` keeps out. */
export function countHeld(shown: readonly Row[], fresh: readonly Row[]): number {
  const last = shown.at(-1);
  if (last === undefined) return 0;
  const ids = new Set(shown.map(({ id }) => id));
  return fresh.filter(({ id }) => id > last.id && !ids.has(id)).length;
}
