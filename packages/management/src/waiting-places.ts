import { AppError } from "@understudy/domain";

/** How many callers may wait at once; each costs the database something all the time. */
export interface WaitingPlaces {
  /** Takes a place. Throws `rate_limit` when there is none. */
  take: (namespace: string, isGone: AbortSignal) => WaitingPlace;
  /** Ends all waiting: the process stops. */
  endAll: () => void;
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
    take(namespace, isGone) {
      if (closing.signal.aborted) throw new AppError("unavailable", "this process is stopping; try again in a moment");
      if ((waiting.get(namespace) ?? 0) >= perNamespaceMax) {
        throw new AppError(
          "rate_limit",
          `at most ${perNamespaceMax} ${what} of a namespace at once; try again when one has ended`,
        );
      }
      if (taken >= max)
        throw new AppError("rate_limit", `at most ${max} ${what} at once; try again when one has ended`);
      change(namespace, 1);
      let isTaken = true;
      return {
        ended: AbortSignal.any([isGone, closing.signal]),
        release: () => {
          if (isTaken) change(namespace, -1);
          isTaken = false;
        },
        taken: () => taken,
      };
    },
    endAll: () => closing.abort(),
  };
}
