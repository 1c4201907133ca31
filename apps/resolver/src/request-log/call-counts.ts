import type { MockUseChange, RequestCountChange } from "@understudy/database";
import { type NotedCall, receivedAtOf } from "./noted-call.ts";

/** Calls counted since the counts were last taken. */
export interface CallCounts {
  add: (call: NotedCall) => void;
  /** A call that is counted and will not be in the log. */
  addUnwritten: (namespace: string, calls: number) => void;
  take: () => { counts: RequestCountChange[]; uses: MockUseChange[] };
}

type Mock = NonNullable<NotedCall["mock"]>;
/** By mock as it was compiled: each version is counted by itself. */
type NamespaceCount = RequestCountChange & { uses: Map<Mock, MockUse> };
/** `lastId`: ids are in order of time, and say when. */
type MockUse = Pick<MockUseChange, "uses"> & { lastId: string };

export function createCallCounts(): CallCounts {
  let namespaces = new Map<string, NamespaceCount>();
  const find = (namespace: string): NamespaceCount => {
    let count = namespaces.get(namespace);
    if (count === undefined) namespaces.set(namespace, (count = createCount(namespace)));
    return count;
  };
  return {
    add(call) {
      const count = find(call.namespace);
      count[call.outcome] += 1;
      count.durationMs += call.durationMs;
      if (call.mock !== null && call.outcome === "matched") addUse(count.uses, call, call.mock);
    },
    addUnwritten(namespace, calls) {
      find(namespace).unwritten += calls;
    },
    take() {
      const taken = [...namespaces.values()];
      namespaces = new Map();
      return {
        counts: taken.map(({ uses: _uses, ...count }) => ({ ...count, durationMs: Math.round(count.durationMs) })),
        uses: taken.flatMap(({ namespace, uses }) =>
          [...uses].map(([{ id: mockId, version: mockVersion }, { uses, lastId }]) => {
            return { namespace, mockId, mockVersion, uses, lastUseAt: receivedAtOf({ id: lastId }) };
          }),
        ),
      };
    },
  };
}

function createCount(namespace: string): NamespaceCount {
  return { namespace, matched: 0, unmatched: 0, failed: 0, durationMs: 0, unwritten: 0, uses: new Map() };
}

function addUse(uses: NamespaceCount["uses"], call: NotedCall, mock: Mock): void {
  let use = uses.get(mock);
  if (use === undefined) uses.set(mock, (use = { uses: 0, lastId: call.id }));
  // Those that something depends on are counted in the database when they happen.
  use.uses += mock.needsUse ? 0 : 1;
  if (call.id > use.lastId) use.lastId = call.id;
}
