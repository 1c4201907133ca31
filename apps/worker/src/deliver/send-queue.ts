import type { AttemptRecord, ClaimedDelivery } from "@understudy/database";
import type { DeliverySlots } from "./delivery-slots.ts";
import type { PoolShares } from "./pool-shares.ts";

/** Deliveries that this worker holds, each waiting for its turn in its pool. */
export interface SendQueue {
  add: (deliveries: readonly ClaimedDelivery[]) => void;
  /** Attempts were recorded: others may begin. */
  goOn: () => void;
  /** Takes out those that wait behind attempts that hang: they need not be held here. */
  takeStuck: () => ClaimedDelivery[];
  /** Begins no more; returns those that were not begun. */
  stop: () => ClaimedDelivery[];
  /** Waits this long for those under way; returns those that are not finished then. */
  drain: (timeoutMs: number) => Promise<ClaimedDelivery[]>;
}

export interface SendQueueOptions {
  slots: DeliverySlots;
  /** Tries once; never rejects. */
  attempt: (delivery: ClaimedDelivery) => Promise<AttemptRecord>;
  /** `hasHungOften`: its target should be left alone. */
  onAttempted: (delivery: ClaimedDelivery, attempt: AttemptRecord, hasHungOften: boolean) => void;
}

/** What waits in one pool, by lane; the lane whose turn was longest ago comes first. */
type Waiting = Map<string, ClaimedDelivery[]>;

export function createSendQueue({ slots, attempt, onAttempted }: SendQueueOptions): SendQueue {
  const pools = new Map<number, Waiting>();
  const sending = new Map<ClaimedDelivery, Promise<void>>();
  let isStopped = false;

  const send = async (delivery: ClaimedDelivery): Promise<void> => {
    const shares = slots.of(delivery);
    shares.begin(delivery);
    const record = await attempt(delivery);
    const hasHungOften = shares.end(delivery, record);
    onAttempted(delivery, record, hasHungOften);
    sendNext(delivery.pool);
  };

  const sendNext = (pool: number): void => {
    const shares = slots.of({ pool });
    const waiting = pools.get(pool);
    while (waiting !== undefined && shares.hasPlace() && !isStopped) {
      const next = takeNext(waiting, shares);
      if (next === null) return;
      sending.set(
        next,
        send(next).finally(() => sending.delete(next)),
      );
    }
  };

  const goOn = (): void => {
    for (const pool of pools.keys()) sendNext(pool);
  };

  return {
    add(deliveries) {
      for (const delivery of deliveries) push(pools, delivery);
      goOn();
    },
    goOn,
    takeStuck: () =>
      [...pools.values()].flatMap((waiting) => takeAll(waiting, (first) => slots.of(first).isStuck(first))),
    stop() {
      isStopped = true;
      return [...pools.values()].flatMap((waiting) => takeAll(waiting, () => true));
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

function push(pools: Map<number, Waiting>, delivery: ClaimedDelivery): void {
  const waiting = pools.get(delivery.pool) ?? new Map<string, ClaimedDelivery[]>();
  pools.set(delivery.pool, waiting);
  const key = `${delivery.namespace}\n${delivery.target}`;
  const lane = waiting.get(key);
  if (lane === undefined) waiting.set(key, [delivery]);
  else lane.push(delivery);
}

/** The first of the lane whose turn it is; null: no lane that waits has a place. */
function takeNext(waiting: Waiting, shares: PoolShares): ClaimedDelivery | null {
  let chosen: { key: string; precedence: number } | null = null;
  for (const [key, [first]] of waiting) {
    if (first === undefined || !shares.mayBegin(first)) continue;
    const precedence = shares.precedence(first);
    if (chosen === null || precedence < chosen.precedence) chosen = { key, precedence };
  }
  if (chosen === null) return null;
  const lane = waiting.get(chosen.key) ?? [];
  waiting.delete(chosen.key);
  const next = lane.shift() ?? null;
  if (lane.length > 0) waiting.set(chosen.key, lane);
  return next;
}

function takeAll(waiting: Waiting, isTaken: (first: ClaimedDelivery) => boolean): ClaimedDelivery[] {
  const taken: ClaimedDelivery[] = [];
  for (const [key, lane] of waiting) {
    const [first] = lane;
    if (first === undefined || !isTaken(first)) continue;
    waiting.delete(key);
    taken.push(...lane);
  }
  return taken;
}
