/** Who takes part in a measurement: each round asks everybody once. */
export interface Contestant<Sample> {
  name: string;
  run: () => Promise<Sample>;
}

export interface RoundOptions {
  rounds: number;
  /** Waits until others on the machine are quiet, if they ever are. */
  awaitQuiet: () => Promise<void>;
}

/**
 * Runs everybody in turn, round by round and every other round backwards, so that what disturbs the machine disturbs all of them alike.
 * A first pass is not counted: code is compiled and connections are made in it. Samples come back in the order of the rounds.
 */
export async function interleave<Sample>(
  contestants: readonly Contestant<Sample>[],
  { rounds, awaitQuiet }: RoundOptions,
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contestants.map(({ name }) => [name, []]));
  for (const { run } of contestants) await run();
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? contestants : contestants.toReversed();
    for (const { name, run } of order) {
      await awaitQuiet();
      samples.get(name)?.push(await run());
    }
  }
  return samples;
}
