import { awaitRecorded } from "./await-recorded.ts";
import { paths } from "./mocks.ts";
import { createPayer } from "./pay.ts";
import type { BenchedProduct } from "./product.ts";
import type { Receiver } from "./receiver.ts";
import { interleave, type RoundOptions } from "./rounds.ts";
import { median } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

interface DelaySample {
  /** By how much each came later than planned, milliseconds. Negative would be a broken promise. */
  lateMs: number[];
  lost: number;
}

export interface DelayOptions {
  product: BenchedProduct;
  receiver: Receiver;
  repeat: RoundOptions;
}

/** As the mocks say it. */
const delayMs = 1_000;
const callsPerRound = 10;
/** So far apart, so that each has a wake-up of its own. */
const pauseMs = 130;
const drainTimeoutMs = 20_000;
/** Of the median. */
const goalMs = 250;

/** How exact waits of a second are: before the first attempt, counted from the answer, and between two, counted from the refusal. */
export async function measureDelays(options: DelayOptions): Promise<Table> {
  const { receiver } = options;
  const first = (): Promise<DelaySample> => callTen(options, paths.delayedPayment, ({ answeredAt }) => answeredAt);
  const second = (): Promise<DelaySample> =>
    callTen(options, paths.retriedPayment, ({ reference }) => receiver.refusals.get(reference) ?? NaN);
  const samples = await interleave(
    [
      { name: "before the first attempt", run: first },
      { name: "between two attempts", run: second },
      { name: "before the first attempt, again (A/A)", run: first },
    ],
    options.repeat,
  );
  return toTable(samples);
}

let series = 0;

async function callTen(
  { product, receiver }: DelayOptions,
  path: string,
  beginOf: (call: { reference: string; answeredAt: number }) => number,
): Promise<DelaySample> {
  const prefix = `delayed-${series++}`;
  const payer = createPayer(product.origin, path);
  const calls: ReturnType<typeof payer.pay>[] = [];
  for (let index = 0; index < callsPerRound; index++) {
    calls.push(payer.pay(`${prefix}-${index}`));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  const answered = await Promise.all(calls);
  payer.close();
  const references = answered.map(({ reference }) => reference);
  const { lost } = await awaitRecorded({ origin: product.origin, receiver, references, timeoutMs: drainTimeoutMs });
  return {
    lateMs: answered.map((call) => (receiver.arrivals.get(call.reference) ?? NaN) - beginOf(call) - delayMs),
    lost,
  };
}

function toTable(samples: ReadonlyMap<string, DelaySample[]>): Table {
  const toRow = ([name, rounds]: [string, DelaySample[]]): Row => {
    const medians = rounds.map(({ lateMs }) => median(lateMs));
    const all = rounds.flatMap(({ lateMs }) => lateMs);
    return {
      name,
      cells: [
        median(medians).toFixed(1),
        Math.max(...medians).toFixed(1),
        `${goalMs} ${Math.max(...medians) <= goalMs ? "met" : "missed"}`,
        Math.min(...all).toFixed(1),
        Math.max(...all).toFixed(1),
        String(rounds.reduce((sum, { lost }) => sum + lost, 0)),
      ],
      rounds: rounds.map(({ lateMs, lost }) => ({
        lateMedianMs: median(lateMs),
        lateMinMs: Math.min(...lateMs),
        lateMaxMs: Math.max(...lateMs),
        lost,
      })),
    };
  };
  return {
    title: `Delays of ${delayMs} ms, ten a round: late by, in milliseconds`,
    note: "From the answer's first byte, or from when the refusal was sent, to the first byte of the callback. Below zero would be early.",
    columns: ["median", "largest of a round", "goal", "earliest", "latest", "lost"],
    rows: [...samples].map(toRow),
  };
}
