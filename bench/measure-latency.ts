import { awaitRecorded, type Fate } from "./await-recorded.ts";
import { paths } from "./mocks.ts";
import { createPayer, type PaidCall } from "./pay.ts";
import type { BenchedProduct } from "./product.ts";
import type { Receiver } from "./receiver.ts";
import { interleave, type RoundOptions } from "./rounds.ts";
import { quantile } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

interface LatencySample extends Fate {
  /** From the moment at which the call was due to the first byte of its answer, milliseconds. */
  answerMs: number[];
  /** From that byte until the callback comes in, milliseconds. Negative would be a broken promise. */
  arrivalMs: number[];
}

export interface LatencyOptions {
  product: BenchedProduct;
  receiver: Receiver;
  repeat: RoundOptions;
  roundSeconds: number;
}

const callsPerSecond = 100;
const drainTimeoutMs = 20_000;

/** How long an answer takes without a callback and with one, and how long the callback takes from there, at a fixed rate. */
export async function measureLatency(options: LatencyOptions): Promise<Table> {
  const samples = await interleave(
    [
      { name: "without a callback", run: () => callAtRate(options, paths.payment) },
      { name: "with a callback", run: () => callAtRate(options, paths.paymentWithCallback) },
      { name: "without a callback, again (A/A)", run: () => callAtRate(options, paths.payment) },
    ],
    options.repeat,
  );
  return toTable(samples);
}

let series = 0;

/** Open loop: a call is made when it is due, whether or not the ones before it have their answers. */
async function callAtRate(options: LatencyOptions, path: string): Promise<LatencySample> {
  const { product, receiver } = options;
  const prefix = `rate-${series++}`;
  const payer = createPayer(product.origin, path);
  const startAt = performance.now() + 50;
  const calls: Promise<PaidCall & { dueAt: number }>[] = [];
  for (let index = 0; index < options.roundSeconds * callsPerSecond; index++) {
    const dueAt = startAt + (index * 1000) / callsPerSecond;
    await until(dueAt);
    calls.push(payer.pay(`${prefix}-${index}`).then((call) => ({ ...call, dueAt })));
  }
  const answered = (await Promise.all(calls)).filter(({ isAnswered }) => isAnswered);
  payer.close();
  const references = path === paths.paymentWithCallback ? answered.map(({ reference }) => reference) : [];
  const fate = await awaitRecorded({ origin: product.origin, receiver, references, timeoutMs: drainTimeoutMs });
  return {
    answerMs: answered.map(({ answeredAt, dueAt }) => answeredAt - dueAt),
    arrivalMs: answered.flatMap(({ reference, answeredAt }) => {
      const arrivedAt = receiver.arrivals.get(reference);
      return arrivedAt === undefined ? [] : [arrivedAt - answeredAt];
    }),
    lost: fate.lost,
    failed: fate.failed + calls.length - answered.length,
  };
}

async function until(time: number): Promise<void> {
  const ms = time - performance.now();
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

function toTable(samples: ReadonlyMap<string, LatencySample[]>): Table {
  const toRow = ([name, rounds]: [string, LatencySample[]]): Row => {
    const answers = rounds.flatMap(({ answerMs }) => answerMs);
    const arrivals = rounds.flatMap(({ arrivalMs }) => arrivalMs);
    const shares = [0.5, 0.95, 0.99];
    return {
      name,
      cells: [
        renderQuantiles(answers, shares),
        spread(rounds.map(({ answerMs }) => quantile(answerMs, 0.99))),
        arrivals.length === 0 ? "–" : renderQuantiles(arrivals, shares),
        arrivals.length === 0 ? "–" : Math.min(...arrivals).toFixed(2),
        `${rounds.reduce((all, { lost }) => all + lost, 0)} / ${rounds.reduce((all, { failed }) => all + failed, 0)}`,
      ],
      rounds: rounds.map((sample) => summarise(sample)),
    };
  };
  return {
    title: `Milliseconds at ${callsPerSecond} calls a second`,
    note: "Open loop: counted from when a call was due. The caller and the receiver share a process and its clock.",
    columns: [
      "answer p50 / p95 / p99",
      "p99 by round",
      "answer to arrival p50 / p95 / p99",
      "shortest arrival",
      "lost / failed",
    ],
    rows: [...samples].map(toRow),
  };
}

function renderQuantiles(values: readonly number[], shares: readonly number[]): string {
  return shares.map((share) => quantile(values, share).toFixed(2)).join(" / ");
}

function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}`;
}

function summarise({ answerMs, arrivalMs, lost, failed }: LatencySample): object {
  const of = (values: number[]): object => ({
    count: values.length,
    p50: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    p99: quantile(values, 0.99),
    max: quantile(values, 1),
  });
  return { answer: of(answerMs), ...(arrivalMs.length > 0 && { arrival: of(arrivalMs) }), lost, failed };
}
