import type { ChangedDelivery } from "@understudy/database";

/** What a stream has told already. Bounded: of what is forgotten nothing changes any more, or a change is told as new. */
export interface SeenChanges {
  /** Those that are new. */
  addRequests: (ids: readonly string[]) => string[];
  /** Those that are new, or not as they were when they were told. */
  addDeliveries: (changed: readonly ChangedDelivery[]) => string[];
  /** Deliveries that may change although there are many newer ones. */
  unfinishedIds: () => string[];
}

const keptMax = 4_000;
const unfinishedMax = 1_000;
const unfinishedStates: readonly string[] = ["waiting", "parked", "pending", "sending"];

export function createSeenChanges(): SeenChanges {
  const requests = new Map<string, true>();
  const deliveries = new Map<string, string>();
  const unfinished = new Map<string, true>();
  return {
    addRequests(ids) {
      const added = ids.filter((id) => !requests.has(id));
      for (const id of added) keep(requests, { id, value: true, max: keptMax });
      return added;
    },
    addDeliveries(changed) {
      const added = changed.filter(({ id, state, attempts }) => deliveries.get(id) !== `${state} ${attempts}`);
      for (const { id, state, attempts } of added) {
        keep(deliveries, { id, value: `${state} ${attempts}`, max: keptMax });
        if (unfinishedStates.includes(state)) keep(unfinished, { id, value: true, max: unfinishedMax });
        else unfinished.delete(id);
      }
      return added.map(({ id }) => id);
    },
    unfinishedIds: () => [...unfinished.keys()],
  };
}

/** Keeps the newest so many. */
function keep<Value>(map: Map<string, Value>, { id, value, max }: { id: string; value: Value; max: number }): void {
  map.delete(id);
  map.set(id, value);
  const oldest = map.size > max ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
