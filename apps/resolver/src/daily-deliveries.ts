import { setTimeout as sleep } from "node:timers/promises";
import type { DeliveryDay } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Logger } from "@understudy/runtime";
import type { DeliveryQuotas } from "./delivery-quotas.ts";

/** Counts the deliveries that calls make in a day of UTC, for all processes, and keeps them within what licences allow. */
export interface DailyDeliveries {
  /** Call before `take`. Only where the last count does not tell a promise comes back: that of a fresh one, which is not waited for for long. */
  look: (count: number) => Promise<void> | undefined;
  /** Counts deliveries that are about to be enqueued. Throws `rate_limit` when they are too many. */
  take: (count: number) => void;
  /** Call when licences have changed: the next call waits for what is allowed now. */
  lookAgain: () => void;
  /** Tells what was counted and not told yet. */
  close: () => Promise<void>;
}

export interface DailyDeliveriesOptions {
  /** Adds to today's deliveries of all processes, and says how many they are and may be. */
  add: (count: number) => Promise<DeliveryDay>;
  /** Milliseconds since 1970. */
  now: () => number;
  log: Logger;
}

/** What was counted is told so often: by so much all processes together may go beyond. */
const tellAfterMs = 1_000;
/** Who comes after a pause waits for what is allowed now. */
const staleAfterMs = 2_000;
/** Where nothing more is allowed, it is asked so often whether that has changed. */
const askAgainAfterMs = 200;
/** Longest that a call waits for it. */
const waitMaxMs = 200;

/** How a day stands, by its number since 1970: which day it is is asked at every call. */
type KnownDay = Omit<DeliveryDay, "day"> & { number: number };

export function createDailyDeliveries({ add, now, log }: DailyDeliveriesOptions): DailyDeliveries {
  let known: KnownDay = { number: -1, count: 0, max: null };
  /** Counted since `known`: being told, and not told yet. */
  let [told, untold] = [0, 0];
  let toldAt = -Infinity;
  /** Whether what is being asked may have been answered before licences changed. */
  let isOutdated = false;
  let telling: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const tell = (): Promise<void> => {
    [told, untold] = [untold, 0];
    isOutdated = false;
    telling = add(told)
      .then(({ day, count, max }) => (known = { number: Date.parse(day) / dayMs, count, max }))
      .catch((error: unknown) => {
        untold += told;
        logFailure(log, error);
      })
      .then(() => {
        [told, toldAt, telling] = [0, isOutdated ? -Infinity : now(), null];
        if (untold > 0) tellLater();
      });
    return telling;
  };
  const tellLater = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void (telling ?? tell());
    }, tellAfterMs).unref();
  };
  const isToday = (): boolean => known.number === Math.floor(now() / dayMs);
  const goesBeyond = (more: number): boolean =>
    isToday() && known.max !== null && known.count + told + untold + more > known.max;
  const waitShortly = (): Promise<void> => Promise.race([telling ?? tell(), sleep(waitMaxMs)]);

  return {
    look(more) {
      const ageMs = now() - toldAt;
      if (ageMs > staleAfterMs || !isToday() || (goesBeyond(more) && ageMs > askAgainAfterMs)) return waitShortly();
      if (ageMs > tellAfterMs && telling === null) void tell();
      return undefined;
    },
    take(more) {
      if (more === 0) return;
      if (goesBeyond(more)) throw tooMany(known.max ?? 0, now());
      untold += more;
      tellLater();
    },
    lookAgain() {
      [toldAt, isOutdated] = [-Infinity, true];
    },
    async close() {
      clearTimeout(timer);
      await telling;
      if (untold > 0) await tell();
      clearTimeout(timer);
    },
  };
}

/** The quotas of a namespace and the day's limit as one: whatever is reached first refuses a call. */
export function withDailyLimit(quotas: DeliveryQuotas, daily: DailyDeliveries): DeliveryQuotas {
  return {
    look(namespace, more) {
      const looking = [quotas.look(namespace, more), daily.look(more)].filter((promise) => promise !== undefined);
      return looking.length === 0 ? undefined : Promise.all(looking).then(() => undefined);
    },
    take(namespace, more) {
      quotas.take(namespace, more);
      daily.take(more);
    },
  };
}

/** While the database is away nothing is enqueued either. */
function logFailure(log: Logger, error: unknown): void {
  log.debug({ event: "delivery_day.failed", error: String(error) }, "Deliveries of the day could not be counted");
}

const dayMs = 86_400_000;

function tooMany(max: number, now: number): AppError {
  const message = `license limit reached: this installation may make ${max} deliveries a day (of UTC), and this call would go beyond; nothing is sent for it`;
  return new AppError("rate_limit", message, { retryAfterSeconds: Math.ceil((dayMs - (now % dayMs)) / 1_000) });
}
