import {
  type Database,
  findMessages,
  watchDeliveries,
  type WatchedDelivery,
  type WatchFilter,
} from "@understudy/database";
import type { DeliveryState, DeliveryWait } from "@understudy/domain";
import type { Check } from "@understudy/matching";
import { compileMessagePattern } from "./message-pattern.ts";

/** How deliveries stand at one moment. */
export interface DeliveryLook {
  /** Ids of those that are what is waited for, newest first. */
  fitting: string[];
  /** Those of the filter, whatever their state and message. */
  byState: Partial<Record<DeliveryState, number>>;
  /** The others of the filter, newest first. */
  others: WatchedDelivery[];
  isComplete: boolean;
}

export interface DeliveryLooks {
  look: () => Promise<DeliveryLook>;
  /** What a message lacks; empty: it fits. */
  judge: (ids: readonly string[]) => Promise<Map<string, readonly Check[]>>;
}

/** Bodies are read so far; a longer one is compared as far as that. */
const bodyBytesMax = 1_048_576;
/** Messages that are in memory at once. */
const batchMax = 20;

/** Looks at deliveries again and again. A message never changes: it is judged once, and only where the state fits. */
export function createDeliveryLooks(
  db: Database,
  { filter, wait }: { filter: WatchFilter; wait: DeliveryWait },
): DeliveryLooks {
  const { namespace } = filter;
  const pattern = compileMessagePattern(wait.message);
  const known = new Map<string, readonly Check[]>();
  const isWanted = createStateTest(wait);

  const judge = async (ids: readonly string[]): Promise<Map<string, readonly Check[]>> => {
    if (pattern === null) return new Map(ids.map((id) => [id, []]));
    const verdicts = new Map<string, readonly Check[]>();
    const unknown = ids.filter((id) => !known.has(id));
    for (let start = 0; start < unknown.length; start += batchMax) {
      const batch = unknown.slice(start, start + batchMax);
      const messages = await findMessages(db, { namespace, ids: batch, bodyBytesMax });
      for (const id of batch) {
        const message = messages.find(({ deliveryId }) => deliveryId === id) ?? null;
        // One that waits for another callback is rendered later.
        (message === null ? verdicts : known).set(id, await pattern.judge(message));
      }
    }
    return new Map(ids.map((id) => [id, known.get(id) ?? verdicts.get(id) ?? []]));
  };

  return {
    judge,
    async look() {
      const { deliveries, isComplete } = await watchDeliveries(db, filter);
      const verdicts = await judge(deliveries.filter(isWanted).map(({ id }) => id));
      const isFitting = ({ id }: WatchedDelivery): boolean => verdicts.get(id)?.length === 0;
      return {
        fitting: deliveries.filter(isFitting).map(({ id }) => id),
        byState: countByState(deliveries),
        others: deliveries.filter((delivery) => !isFitting(delivery)),
        isComplete,
      };
    },
  };
}

/** The states that will do; null: any. */
export function wantedStates({ state, attemptsAtLeast }: DeliveryWait): readonly DeliveryState[] | null {
  return state ?? (attemptsAtLeast === undefined ? ["delivered"] : null);
}

function createStateTest(wait: DeliveryWait): (delivery: WatchedDelivery) => boolean {
  const states = wantedStates(wait);
  const attemptsMin = wait.attemptsAtLeast ?? 0;
  return ({ state, attempts }) => (states === null || states.includes(state)) && attempts >= attemptsMin;
}

function countByState(deliveries: readonly WatchedDelivery[]): DeliveryLook["byState"] {
  const counts: DeliveryLook["byState"] = {};
  for (const { state } of deliveries) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
