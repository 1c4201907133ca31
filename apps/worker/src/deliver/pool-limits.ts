/** How the places of a pool are given out. */
export interface PoolLimits {
  /** Attempts that run at once. */
  places: number;
  /** Places of a lane that is new, or that has collapsed. */
  start: number;
  /** Places for all lanes together that are not known to be quick: half of them. */
  cautiousMax: number;
  /** Of these, for the lanes of one namespace, and for those of one target. */
  groupMax: number;
  /** Places that one lane leaves to the others, when there are any. */
  reserve: number;
  /** When the half is taken, new lanes may be tried in so many places of the other half, */
  trialsMax: number;
  /** and of these, so many with a long backlog: who floods a target that hangs is like that, and waits best. */
  heavyTrialsMax: number;
  /** Claimed and not yet recorded: enough that a place is never empty while the next claim runs. */
  heldMax: number;
  /** Of these, begun and not yet recorded: what is sent again when this process dies. Other places wait for the record. */
  begunMax: number;
}

const heldPerPlace = 4;
const heldMin = 80;

export function findLimits({ places, start }: { places: number; start: number }): PoolLimits {
  const cautiousMax = Math.max(1, Math.floor(places / 2));
  const groupMax = Math.max(1, Math.ceil(cautiousMax * 0.6));
  const trialsMax = places === cautiousMax ? 0 : Math.max(1, Math.floor((places - cautiousMax) * 0.6));
  const heldMax = Math.max(heldMin, places * heldPerPlace);
  return {
    places,
    start: Math.min(start, groupMax),
    cautiousMax,
    groupMax,
    reserve: places < 4 ? 0 : Math.min(8, Math.max(1, Math.floor(places / 5))),
    trialsMax,
    heavyTrialsMax: Math.floor(trialsMax / 3),
    heldMax,
    begunMax: heldMax / 2,
  };
}
