/** What an installation takes up at one moment of a soak. */
export interface SoakSample {
  seconds: number;
  /** Resident memory by process, bytes. */
  memory: Record<string, number>;
  /** Tables with their indexes, bytes. */
  tables: Record<string, number>;
  /** Deliveries in the table. */
  deliveries: number;
}

/** What of it grew from the second third to the last, and should not have. */
export interface Growth {
  name: string;
  before: number;
  after: number;
}

/** Noise of a heap and of pages that are filled again; more of it is growth. */
const allowed = { share: 0.25, bytes: 48 * 1024 * 1024, rows: 2_000 };

/** The first third is left out: heaps and tables find their size. Empty: all is flat. */
export function findGrowth(samples: readonly SoakSample[]): Growth[] {
  const third = Math.floor(samples.length / 3);
  if (third === 0) throw new Error("a soak needs at least three samples");
  const [before, after] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
  const grew = (name: string, pick: (sample: SoakSample) => number, slack: number): Growth[] => {
    const [mostBefore, mostAfter] = [Math.max(...before.map(pick)), Math.max(...after.map(pick))];
    const isGrown = mostAfter > mostBefore * (1 + allowed.share) && mostAfter > mostBefore + slack;
    return isGrown ? [{ name, before: mostBefore, after: mostAfter }] : [];
  };
  const [last] = after.slice(-1);
  return [
    ...Object.keys(last?.memory ?? {}).flatMap((name) =>
      grew(`memory of ${name}`, (s) => s.memory[name] ?? 0, allowed.bytes),
    ),
    ...Object.keys(last?.tables ?? {}).flatMap((name) =>
      grew(`table ${name}`, (s) => s.tables[name] ?? 0, allowed.bytes),
    ),
    ...grew("deliveries", ({ deliveries }) => deliveries, allowed.rows),
  ];
}
