import type { Candidate, Indexed, MockIndex } from "../src/mock-index.ts";

/** All mocks whose method and route match, in the order in which they are tried. */
export function listCandidates<Entry extends Indexed>(
  index: MockIndex<Entry>,
  method: string,
  segments: readonly string[],
): Candidate<Entry>[] {
  const candidates: Candidate<Entry>[] = [];
  const seen = new Set<string>();
  for (;;) {
    const next = index.findFirst({ method, segments }, ({ id }) => !seen.has(id));
    if (next === null) return candidates;
    seen.add(next.entry.id);
    candidates.push(next);
  }
}
