import type { MockDefinition } from "@understudy/domain";
import { compileTemplate, mergeReads, type ReadKeys, type Template } from "@understudy/templating";

/** A value to remember from a request. */
export interface Extract {
  store: "mock" | "chain" | "global";
  key: string;
  template: Template;
}

/** An entry of a store that outlives the call. */
export interface LastingEntry {
  store: "chain" | "global";
  key: string;
}

/** Most mocks have none: they share it. */
const none: never[] = [];

/** In the order in which they are worked on: a later store may use what an earlier one has just got. */
export function compileExtracts({ extract, chainId }: MockDefinition): readonly Extract[] {
  if (extract === undefined) return none;
  const compile = (store: Extract["store"], values: Record<string, unknown> | undefined): Extract[] =>
    Object.entries(values ?? {}).map(([key, value]) => ({ store, key, template: compileTemplate(value) }));
  return [
    ...compile("mock", extract?.mStore),
    // Without a chain there is no chain store (contract B7).
    ...(chainId ? compile("chain", extract?.cStore) : []),
    ...compile("global", extract?.gStore),
  ];
}

/**
 * The entries that are locked while the extracts are worked on: none, unless one of those that are written is read as well
 * (`n = $.increment($.gS.n)`), perhaps by way of another. Then all that are written are, so that all who write take their locks in one order.
 */
export function listLockedEntries(extracts: readonly Extract[]): readonly LastingEntry[] {
  const written = extracts.flatMap(({ store, key }) => (store === "mock" ? [] : [{ store, key }]));
  const reads = mergeReads(extracts.map(({ template }) => template.reads));
  const isRead = ({ store, key }: LastingEntry): boolean =>
    includesKey(store === "chain" ? reads.chainStoreKeys : reads.globalStoreKeys, key);
  return written.some(isRead) ? written : none;
}

function includesKey(keys: ReadKeys, key: string): boolean {
  return keys === "all" || keys.includes(key);
}
