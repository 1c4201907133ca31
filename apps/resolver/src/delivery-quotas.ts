import type { UsedQuotas } from "@understudy/database";
import { AppError, type NamespaceQuotas } from "@understudy/domain";

/** Keeps namespaces within their quotas of deliveries, by counts that are kept here and refreshed beside the calls. */
export interface DeliveryQuotas {
  /** Call before `take`. Only where so many more might be too many a promise comes back: that of a fresh count. */
  look: (namespace: string, count: number) => Promise<void> | undefined;
  /** Counts deliveries that are about to be enqueued. Throws `rate_limit` when they are too many. */
  take: (namespace: string, count: number) => void;
}

export interface DeliveryQuotasOptions {
  /** Null: there is no such namespace. */
  quotasOf: (namespace: string) => NamespaceQuotas | null;
  count: (namespace: string, quotas: NamespaceQuotas) => Promise<UsedQuotas>;
  /** Milliseconds, as `performance.now()` has them. */
  now: () => number;
}

/** A count of a namespace that enqueues is at most so old: by so much others may go beyond a quota. */
const refreshAfterMs = 1_000;
/** A namespace that is at its quota is counted so often, however many calls are refused. */
const recountAfterMs = 200;
/** Of namespaces that are not called any more nothing is kept. */
const forgottenAfterMs = 120_000;

interface Count extends UsedQuotas {
  countedAt: number;
  /** Taken since the count that is under way has begun. */
  taken: number;
  counting: Promise<void> | null;
  isExact: boolean;
}

export function createDeliveryQuotas({ quotasOf, count, now }: DeliveryQuotasOptions): DeliveryQuotas {
  const counts = new Map<string, Count>();
  let forgotAt = now();

  const refresh = (namespace: string, quotas: NamespaceQuotas, known: Count): Promise<void> => {
    known.taken = 0;
    known.counting = count(namespace, quotas)
      .then((used) => correct(known, used))
      // While the database is away nothing is enqueued either.
      .catch(() => undefined)
      .finally(() => {
        known.countedAt = now();
        known.counting = null;
      });
    return known.counting;
  };
  const countOf = (namespace: string): Count => {
    let known = counts.get(namespace);
    if (known === undefined) {
      known = { pending: 0, lastMinute: 0, countedAt: -Infinity, taken: 0, counting: null, isExact: false };
      counts.set(namespace, known);
    }
    return known;
  };
  const forgetOld = (at: number): void => {
    if (at - forgotAt < forgottenAfterMs) return;
    forgotAt = at;
    for (const [name, { countedAt }] of counts) if (at - countedAt > forgottenAfterMs) counts.delete(name);
  };

  return {
    look(namespace, more) {
      const quotas = quotasOf(namespace);
      if (quotas === null) return undefined;
      const known = countOf(namespace);
      const ageMs = now() - known.countedAt;
      if (findExcess(known, quotas, more) === null) {
        if (ageMs > refreshAfterMs && known.counting === null) {
          void refresh(namespace, quotas, known);
          forgetOld(now());
        }
        return undefined;
      }
      if (known.isExact && ageMs <= recountAfterMs) return undefined;
      return known.counting ?? refresh(namespace, quotas, known);
    },
    take(namespace, more) {
      const quotas = quotasOf(namespace);
      if (quotas === null || more === 0) return;
      const known = countOf(namespace);
      const excess = findExcess(known, quotas, more);
      if (excess !== null) throw new AppError("rate_limit", `the namespace ${JSON.stringify(namespace)} ${excess}`);
      known.pending += more;
      known.lastMinute += more;
      known.taken += more;
    },
  };
}

function correct(known: Count, { pending, lastMinute }: UsedQuotas): void {
  known.pending = pending + known.taken;
  known.lastMinute = lastMinute + known.taken;
  // What was taken meanwhile may have been counted twice: then nobody is refused for it before another count.
  known.isExact = known.taken === 0;
}

/** What would be too much, in words; null: nothing. */
function findExcess({ pending, lastMinute }: Count, quotas: NamespaceQuotas, more: number): string | null {
  const { pendingDeliveries, deliveriesPerMinute } = quotas;
  if (pending + more > pendingDeliveries) {
    return `may have ${pendingDeliveries} deliveries that are not final, and this call would go beyond; nothing is sent for it`;
  }
  if (deliveriesPerMinute !== null && lastMinute + more > deliveriesPerMinute) {
    return `may make ${deliveriesPerMinute} deliveries a minute, and this call would go beyond; nothing is sent for it`;
  }
  return null;
}
