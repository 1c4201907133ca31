import autocannon from "autocannon";
import { watchMachine, type MachineLoad } from "./machine-load.ts";
import { paths, paymentOf } from "./mocks.ts";
import type { BenchedProduct } from "./product.ts";
import { type Contestant, interleave, type RoundOptions } from "./rounds.ts";
import { type BareServer, readAnswer, startBareServer } from "./start-bare-server.ts";
import { median, ratioOf } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

interface AnswerSample extends MachineLoad {
  perSecond: number;
  cpuMicros: number;
  failures: number;
}

export interface AnswerOptions {
  product: BenchedProduct;
  repeat: RoundOptions;
  roundSeconds: number;
}

interface Call {
  kind: "fixed" | "payment";
  title: string;
  path: string;
  init?: { method: "POST"; headers: Record<string, string>; body: string };
}

const calls: readonly Call[] = [
  { kind: "fixed", title: "Static mock: GET, 35 bytes of JSON", path: paths.greeting },
  {
    kind: "payment",
    title: "Templated mock: POST, an answer of two fields of the request and a UUID",
    path: paths.payment,
    init: { method: "POST", headers: { "content-type": "application/json" }, body: paymentOf("r-1") },
  },
];

const connections = 32;
const bareName = "bare node:http";
const controlName = "bare node:http, again (A/A)";
const productName = "Understudy";

/** How many calls of a mock one core answers, beside a bare `node:http` server of the same Node that says the same. */
export async function measureAnswers(options: AnswerOptions): Promise<Table[]> {
  const tables: Table[] = [];
  for (const call of calls) tables.push(await measureCall(call, options));
  return tables;
}

async function measureCall(call: Call, { product, repeat, roundSeconds }: AnswerOptions): Promise<Table> {
  const answer = await readAnswer(product.origin + call.path, call.init);
  const bare = [await startBareServer(call.kind, answer), await startBareServer(call.kind, answer)] as const;
  const contestant = (name: string, { origin, cpuMs }: Pick<BareServer, "origin" | "cpuMs">) => ({
    name,
    run: () => saturate({ url: origin + call.path, call, seconds: roundSeconds, cpuMs }),
  });
  const contestants: Contestant<AnswerSample>[] = [
    contestant(bareName, bare[0]),
    contestant(productName, { origin: product.origin, cpuMs: () => product.cpuMs().resolver }),
    contestant(controlName, bare[1]),
  ];
  try {
    return toTable(call, await interleave(contestants, repeat));
  } finally {
    await Promise.all(bare.map((server) => server.stop()));
  }
}

interface Saturation {
  url: string;
  call: Call;
  seconds: number;
  cpuMs: () => number;
}

/** As many calls as fit, each connection sending the next when it has its answer. */
async function saturate({ url, call, seconds, cpuMs }: Saturation): Promise<AnswerSample> {
  const stopWatching = watchMachine(cpuMs);
  const result = await autocannon({ url, connections, duration: seconds, ...call.init });
  const { serverMs, load, others } = stopWatching();
  const answered = result["2xx"];
  return {
    perSecond: answered / result.duration,
    cpuMicros: (serverMs * 1000) / answered,
    failures: result.errors + result.timeouts + result.non2xx,
    load,
    others,
  };
}

function toTable({ title }: Call, samples: ReadonlyMap<string, AnswerSample[]>): Table {
  const reference = samples.get(bareName) ?? [];
  const toRow = ([name, rounds]: [string, AnswerSample[]]): Row => {
    const speed = ratioOf(
      rounds.map(({ perSecond }) => perSecond),
      reference.map(({ perSecond }) => perSecond),
    );
    const cost = ratioOf(
      rounds.map(({ cpuMicros }) => cpuMicros),
      reference.map(({ cpuMicros }) => cpuMicros),
    );
    const medianOf = (pick: (sample: AnswerSample) => number): number => median(rounds.map(pick));
    return {
      name,
      cells: [
        `${speed.median.toFixed(2)} (${speed.min.toFixed(2)}–${speed.max.toFixed(2)})`,
        medianOf(({ perSecond }) => perSecond).toFixed(0),
        medianOf(({ cpuMicros }) => cpuMicros).toFixed(1),
        cost.median.toFixed(2),
        `${medianOf(({ load }) => load).toFixed(2)} / ${medianOf(({ others }) => others).toFixed(2)}`,
        String(rounds.reduce((sum, { failures }) => sum + failures, 0)),
      ],
      rounds,
    };
  };
  return {
    title,
    note: `${connections} connections. "Load" near 1.00 means that the load generator was the limit: then read the CPU per answer.`,
    columns: [
      "answers/s to bare (range)",
      "answers/s",
      "CPU µs/answer",
      "CPU to bare",
      "cores: load / others",
      "failed",
    ],
    rows: [...samples].map(toRow),
  };
}
