import { awaitRecorded, type Fate } from "./await-recorded.ts";
import { watchMachine, type MachineLoad } from "./machine-load.ts";
import { paths } from "./mocks.ts";
import { createPayer } from "./pay.ts";
import type { BenchedProduct, ProcessName } from "./product.ts";
import type { Receiver } from "./receiver.ts";
import { interleave, type RoundOptions } from "./rounds.ts";
import { median, ratioOf } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

interface CallbackSample extends MachineLoad, Fate {
  /** Calls answered while they were being made. */
  answersPerSecond: number;
  /** From the first call until the last delivery is recorded. */
  deliveredPerSecond: number;
  repeats: number;
  /** CPU time of each process for one callback, microseconds. */
  cpuMicros: Record<ProcessName, number>;
}

/** Who is measured, and on which cores. */
export interface CallbackContestant {
  name: string;
  product: BenchedProduct;
  where: "server" | "both";
}

export interface CallbackOptions {
  contestants: readonly CallbackContestant[];
  receiver: Receiver;
  repeat: RoundOptions;
  callsPerRound: number;
}

const connections = 64;
const drainTimeoutMs = 60_000;

/** Durable callbacks end to end: call ▸ commit ▸ answer ▸ attempt ▸ recorded. */
export async function measureCallbacks(options: CallbackOptions): Promise<Table> {
  const { contestants, repeat } = options;
  const samples = await interleave(
    contestants.map((contestant) => ({ name: contestant.name, run: () => flood(contestant, options) })),
    repeat,
  );
  return toTable(samples, options.callsPerRound);
}

let floods = 0;

async function flood({ product, where }: CallbackContestant, options: CallbackOptions): Promise<CallbackSample> {
  const { receiver, callsPerRound } = options;
  product.runOn(where);
  const before = { cpu: product.cpuMs(), repeats: receiver.repeats() };
  const stopWatching = watchMachine(() => sum(product.cpuMs()));
  const startedAt = performance.now();
  const references = await callAll(product.origin, { prefix: `flood-${floods++}`, count: callsPerRound });
  const calledMs = performance.now() - startedAt;
  const fate = await awaitRecorded({ origin: product.origin, receiver, references, timeoutMs: drainTimeoutMs });
  const elapsedMs = performance.now() - startedAt;
  const { load, others } = stopWatching();
  const after = product.cpuMs();
  const microsOf = (name: ProcessName): number => ((after[name] - before.cpu[name]) * 1000) / references.length;
  product.runOn("server");
  return {
    answersPerSecond: (references.length * 1000) / calledMs,
    deliveredPerSecond: ((references.length - fate.lost) * 1000) / elapsedMs,
    ...fate,
    // A call that was not answered is a failure of this measurement, too.
    failed: fate.failed + callsPerRound - references.length,
    repeats: receiver.repeats() - before.repeats,
    cpuMicros: {
      resolver: microsOf("resolver"),
      worker: microsOf("worker"),
      web: microsOf("web"),
      postgres: microsOf("postgres"),
    },
    load,
    others,
  };
}

/** Makes so many calls over the connections, each the next when it has its answer. Returns the references of those answered with 200. */
async function callAll(origin: string, calls: { prefix: string; count: number }): Promise<string[]> {
  const payer = createPayer(origin, paths.paymentWithCallback);
  const answered: string[] = [];
  let next = 0;
  const keepCalling = async (): Promise<void> => {
    while (next < calls.count) {
      const { reference, isAnswered } = await payer.pay(`${calls.prefix}-${next++}`);
      if (isAnswered) answered.push(reference);
    }
  };
  await Promise.all(Array.from({ length: connections }, keepCalling));
  payer.close();
  return answered;
}

function sum(values: Record<string, number>): number {
  return Object.values(values).reduce((total, value) => total + value, 0);
}

function toTable(samples: ReadonlyMap<string, CallbackSample[]>, callsPerRound: number): Table {
  const [reference = []] = samples.values();
  const toRow = ([name, rounds]: [string, CallbackSample[]]): Row => {
    const medianOf = (pick: (sample: CallbackSample) => number): string => median(rounds.map(pick)).toFixed(0);
    const total = (pick: (sample: CallbackSample) => number): number =>
      rounds.reduce((all, sample) => all + pick(sample), 0);
    const speed = ratioOf(
      rounds.map(({ deliveredPerSecond }) => deliveredPerSecond),
      reference.map(({ deliveredPerSecond }) => deliveredPerSecond),
    );
    const cpu = (["resolver", "worker", "postgres"] as const).map((process) => medianOf((s) => s.cpuMicros[process]));
    return {
      name,
      cells: [
        medianOf((sample) => sample.deliveredPerSecond),
        `${speed.median.toFixed(2)} (${speed.min.toFixed(2)}–${speed.max.toFixed(2)})`,
        medianOf((sample) => sample.answersPerSecond),
        cpu.join(" / "),
        `${median(rounds.map(({ load }) => load)).toFixed(2)} / ${median(rounds.map(({ others }) => others)).toFixed(2)}`,
        [total((s) => s.lost), total((s) => s.failed), total((s) => s.repeats)].join(" / "),
      ],
      rounds,
    };
  };
  return {
    title: "Durable callbacks, from the call until the delivery is recorded",
    note: `${callsPerRound} calls a round over ${connections} connections; the target answers at once. Product and PostgreSQL share the core.`,
    columns: [
      "callbacks/s",
      "to the first row (range)",
      "answers/s meanwhile",
      "CPU µs: resolver / worker / PostgreSQL",
      "cores: load / others",
      "lost / failed / repeated",
    ],
    rows: [...samples].map(toRow),
  };
}
