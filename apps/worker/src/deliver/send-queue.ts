import type { AttemptRecord, ClaimedDelivery } from "@understudy/database";
import type { DeliverySlots } from "./delivery-slots.ts";

/** Deliveries that this worker holds, each waiting for a place in its pool. */
export interface SendQueue {
  add: (deliveries: readonly ClaimedDelivery[]) => void;
  /** Begins no more; returns those that were not begun. */
  stop: () => ClaimedDelivery[];
  /** Waits this long for those under way; returns those that are not finished then. */
  drain: (timeoutMs: number) => Promise<ClaimedDelivery[]>;
}

export interface SendQueueOptions {
  slots: DeliverySlots;
  /** Tries once; never rejects. */
  attempt: (delivery: ClaimedDelivery) => Promise<AttemptRecord>;
  onAttempted: (attempt: AttemptRecord) => void;
}

export function createSendQueue({ slots, attempt, onAttempted }: SendQueueOptions): SendQueue {
  const queues = new Map<number, ClaimedDelivery[]>();
  const sending = new Map<ClaimedDelivery, Promise<void>>();
  let isStopped = false;

  const send = async (delivery: ClaimedDelivery): Promise<void> => {
    slots.begin(delivery.pool);
    const record = await attempt(delivery);
    slots.end(delivery.pool);
    onAttempted(record);
    sendNext(delivery.pool);
  };

  const sendNext = (pool: number): void => {
    const queue = queues.get(pool) ?? [];
    while (slots.hasPlace(pool) && !isStopped) {
      const next = queue.shift();
      if (next === undefined) return;
      sending.set(
        next,
        send(next).finally(() => sending.delete(next)),
      );
    }
  };

  return {
    add(deliveries) {
      for (const delivery of deliveries) {
        const queue = queues.get(delivery.pool) ?? [];
        queues.set(delivery.pool, queue);
        queue.push(delivery);
      }
      for (const pool of queues.keys()) sendNext(pool);
    },
    stop() {
      isStopped = true;
      return [...queues.values()].flat();
    },
    async drain(timeoutMs) {
      const timeout = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => timeout.resolve(undefined), timeoutMs);
      await Promise.race([Promise.all(sending.values()), timeout.promise]);
      clearTimeout(timer);
      return [...sending.keys()];
    },
  };
}
