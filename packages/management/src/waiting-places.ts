import { AppError } from "@understudy/domain";

/** How many callers may wait at once; each costs the database something all the time. */
export interface WaitingPlaces {
  /** Takes a place; in words, why there is none. Use `takePlace`. */
  tryTake: (namespace: string, isGone: AbortSignal) => WaitingPlace | NoPlace;
  /** Ends all waiting: the process stops. */
  endAll: () => void;
}

interface NoPlace {
  code: "rate_limit" | "unavailable";
  reason: string;
}

/**
 * Takes a place, or throws `rate_limit` or `unavailable`. Not a method: the places are shared by bundles of which each has a class
 * AppError of its own.
 */
export function takePlace(places: WaitingPlaces, namespace: string, isGone: AbortSignal): WaitingPlace {
  const taken = places.tryTake(namespace, isGone);
  if ("reason" in taken) throw new AppError(taken.code, taken.reason);
  return taken;
}

export interface WaitingPlace {
  /** Aborted when the caller has gone, or when all waiting ends. */
  ended: AbortSignal;
  release: () => void;
  /** How many wait now, this one included. */
  taken: () => number;
}

export interface WaitingPlacesOptions {
  /** In words, for whoever finds none free. */
  what: string;
  max: number;
  perNamespaceMax: number;
}

export function createWaitingPlaces({ what, max, perNamespaceMax }: WaitingPlacesOptions): WaitingPlaces {
  const waiting = new Map<string, number>();
  const closing = new AbortController();
  let taken = 0;
  const change = (namespace: string, by: number): void => {
    const left = (waiting.get(namespace) ?? 0) + by;
    taken += by;
    if (left === 0) waiting.delete(namespace);
    else waiting.set(namespace, left);
  };
  return {
    tryTake(namespace, isGone) {
      if (closing.signal.aborted) {
        return { code: "unavailable", reason: "this process is stopping; try again in a moment" };
      }
      const isNamespaceFull = (waiting.get(namespace) ?? 0) >= perNamespaceMax;
      if (isNamespaceFull || taken >= max) {
        const limit = isNamespaceFull ? `${perNamespaceMax} ${what} of a namespace` : `${max} ${what}`;
        return { code: "rate_limit", reason: `at most ${limit} at once; try again when one has ended` };
      }
      change(namespace, 1);
      let isTaken = true;
      const release = (): void => {
        if (isTaken) change(namespace, -1);
        isTaken = false;
      };
      const ended = AbortSignal.any([isGone, closing.signal]);
      // Whoever has gone holds no place, even where nobody notices.
      if (ended.aborted) release();
      ended.addEventListener("abort", release, { once: true });
      return { ended, release, taken: () => taken };
    },
    endAll: () => closing.abort(),
  };
}
