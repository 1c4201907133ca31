/** A part of a state that somebody changed; undefined: it was, or is, not there. */
export interface ChangedPart {
  name: string;
  before: unknown;
  after: unknown;
}

/** The parts of two states that differ, by name. Null: they can't be compared part by part, because one is none or no object. */
export function diffStates(before: unknown, after: unknown): ChangedPart[] | null {
  if (!isRecord(before) || !isRecord(after)) return null;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ name, before: before[name], after: after[name] }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
