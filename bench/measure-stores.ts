import { callStore, type CallCount, type StoreCaller } from "./call-store.ts";
import { type MachineLoad, watchMachine } from "./machine-load.ts";
import { paths } from "./mocks.ts";
import type { BenchedProduct } from "./product.ts";
import { interleave, type RoundOptions } from "./rounds.ts";
import { median, ratioOf } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

interface StoreSample extends MachineLoad {
  perSecond: number;
  cpuMicros: { resolver: number; postgres: number };
  failures: number;
}

export interface StoreOptions {
  product: BenchedProduct;
  repeat: RoundOptions;
  roundSeconds: number;
}

const callers = 64;
/** Answers a second. */
const goal = 2_000;

/** What stores take: a key read in the answer, and one key that all callers count up. Throws when a count is lost or given twice. */
export async function measureStores(options: StoreOptions): Promise<Table> {
  const { origin } = options.product;
  const reading: StoreCaller = { origin, path: paths.storeRead, callers };
  const counting: StoreCaller = { origin, path: paths.counter, callers };
  const numbers = new Set<unknown>();
  const samples = await interleave(
    [
      { name: "store read in the answer", run: () => runRound(reading, options) },
      { name: "counter, one key", run: () => runRound(counting, options, numbers) },
      { name: "store read in the answer, again (A/A)", run: () => runRound(reading, options) },
    ],
    options.repeat,
  );
  const { values } = await callStore({ origin, path: paths.counterRead, callers: 1, untilMs: 0 });
  if (values[0] !== numbers.size)
    throw new Error(`${numbers.size} were counted, and the store says ${String(values[0])}`);
  return toTable(samples);
}

/** `numbers`: all that the counter has given so far. */
async function runRound(
  caller: StoreCaller,
  { product, roundSeconds }: StoreOptions,
  numbers?: Set<unknown>,
): Promise<StoreSample> {
  const before = product.cpuMs();
  const stopWatching = watchMachine(() => sum(product.cpuMs()));
  const startedAt = performance.now();
  const { values, failures } = await callStore({ ...caller, untilMs: startedAt + roundSeconds * 1000 });
  const seconds = (performance.now() - startedAt) / 1000;
  const { load, others } = stopWatching();
  const after = product.cpuMs();
  if (numbers !== undefined) addDistinct(numbers, values);
  const microsOf = (name: "resolver" | "postgres"): number => ((after[name] - before[name]) * 1000) / values.length;
  const cpuMicros = { resolver: microsOf("resolver"), postgres: microsOf("postgres") };
  return { perSecond: values.length / seconds, cpuMicros, failures, load, others };
}

function addDistinct(numbers: Set<unknown>, values: CallCount["values"]): void {
  for (const value of values) {
    if (numbers.has(value)) throw new Error(`the counter gave ${String(value)} twice`);
    numbers.add(value);
  }
}

function sum(values: Record<string, number>): number {
  return Object.values(values).reduce((total, value) => total + value, 0);
}

function toTable(samples: ReadonlyMap<string, StoreSample[]>): Table {
  const [reference = []] = samples.values();
  const rate = ({ perSecond }: StoreSample): number => perSecond;
  const toRow = ([name, rounds]: [string, StoreSample[]]): Row => {
    const medianOf = (pick: (sample: StoreSample) => number): number => median(rounds.map(pick));
    const reached = medianOf(rate);
    const { min, max } = ratioOf(rounds.map(rate), reference.map(rate));
    return {
      name,
      cells: [
        reached.toFixed(0),
        `${goal} ${reached >= goal ? "met" : "missed"}`,
        `${min.toFixed(2)}–${max.toFixed(2)}`,
        `${medianOf((s) => s.cpuMicros.resolver).toFixed(0)} / ${medianOf((s) => s.cpuMicros.postgres).toFixed(0)}`,
        `${medianOf(({ load }) => load).toFixed(2)} / ${medianOf(({ others }) => others).toFixed(2)}`,
        String(rounds.reduce((total, { failures }) => total + failures, 0)),
      ],
      rounds,
    };
  };
  return {
    title: "Stores: answers a second over 64 connections",
    note: "Product and PostgreSQL, with fsync, share the core. The counter's numbers are all different and as many as the store says.",
    columns: [
      "answers/s",
      "goal",
      "to the first row, range",
      "CPU µs: resolver / PostgreSQL",
      "cores: load / others",
      "failed",
    ],
    rows: [...samples].map(toRow),
  };
}
