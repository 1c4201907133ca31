/** People mistype; so many wrong tries in a row cost nothing. */
const freeFailures = 2;
const firstWaitMs = 2_000;
/** About a hundred tries a day, of a million codes. */
const longestWaitMs = 15 * 60_000;

/** How long nothing is taken after so many wrong tries in a row, in milliseconds: it doubles with each. */
export function waitAfterFailuresMs(failures: number): number {
  if (failures <= freeFailures) return 0;
  return Math.min(firstWaitMs * 2 ** (failures - freeFailures - 1), longestWaitMs);
}
