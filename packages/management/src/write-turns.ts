import pLimit, { type LimitFunction } from "p-limit";

/** Those who change something take their turns: each process lets some write at once. */
export type WriteTurns = LimitFunction;

/** Half of the process's connections: however many write, reads find one free. */
const concurrentMax = 10;

export function createWriteTurns(): WriteTurns {
  return pLimit(concurrentMax);
}
