import type { MockUseChange, RequestCountChange } from "@understudy/database";
import { receivedAtOf } from "./loggable-call.ts";
import type { MockCalls } from "./mock-calls.ts";
import type { NotedCall } from "./noted-call.ts";

/** Calls counted since the counts were last taken. */
export interface CallCounts {
  add: (call: NotedCall) => void;
  /** A call that is counted and will not be in the log. */
  addUnwritten: (namespace: string, calls: number) => void;
  take: () => { counts: RequestCountChange[]; uses: MockUseChange[] };
}

/** With the mocks that were used, each version by itself; how often stands at them. */
type NamespaceCount = RequestCountChange & { used: MockCalls[] };

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
      if (call.calls !== null && call.outcome === "matched") addUse(count.used, call.calls, receivedAtOf(call));
    },
    addUnwritten(namespace, calls) {
      find(namespace).unwritten += calls;
    },
    take() {
      const taken = [...namespaces.values()];
      namespaces = new Map();
      return {
        counts: taken.map(({ used: _used, ...count }) => ({ ...count, durationMs: Math.round(count.durationMs) })),
        uses: taken.flatMap(({ namespace, used }) => used.map((calls) => ({ namespace, ...takeUses(calls) }))),
      };
    },
  };
}

function createCount(namespace: string): NamespaceCount {
  return { namespace, matched: 0, unmatched: 0, failed: 0, durationMs: 0, unwritten: 0, used: [] };
}

function addUse(used: MockCalls[], calls: MockCalls, at: number): void {
  if (calls.lastUseAt === 0) used.push(calls);
  // Those that something depends on are counted in the database when they happen.
  calls.uses += calls.mock.needsUse ? 0 : 1;
  calls.lastUseAt = Math.max(calls.lastUseAt, at);
}

function takeUses(calls: MockCalls): Omit<MockUseChange, "namespace"> {
  const { mock, uses, lastUseAt } = calls;
  calls.uses = 0;
  calls.lastUseAt = 0;
  return { mockId: mock.id, mockVersion: mock.version, uses, lastUseAt };
}
