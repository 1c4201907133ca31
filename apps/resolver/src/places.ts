import { AppError } from "@understudy/domain";

/** Room for so many at once, over all and for each owner. */
export interface Places {
  /** Takes a place; call what it returns to leave it, once or more. Throws `unavailable` when there is none. */
  enter: (owner: string) => () => void;
}

export function createPlaces({ all, each }: { all: number; each: number }): Places {
  const taken = new Map<string, number>();
  let takenByAll = 0;
  const count = (owner: string, change: 1 | -1): void => {
    takenByAll += change;
    const own = (taken.get(owner) ?? 0) + change;
    if (own === 0) taken.delete(owner);
    else taken.set(owner, own);
  };
  return {
    enter(owner) {
      if (takenByAll >= all || (taken.get(owner) ?? 0) >= each) {
        throw new AppError("unavailable", "too many proxied calls are under way; try again in a moment");
      }
      count(owner, 1);
      let isLeft = false;
      return () => {
        if (!isLeft) count(owner, -1);
        isLeft = true;
      };
    },
  };
}
