import { type BenchRequest, get, postJson } from "./bench-request.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { type MachineLoad, watchMachine } from "./machine-load.ts";
import { callAtRandom, createManyMocks } from "./many-mocks.ts";
import { listKinds, paths, paymentOf } from "./mocks.ts";
import type { BenchedProduct } from "./product.ts";
import { type Contestant, interleave, type RoundOptions } from "./rounds.ts";
import { type BareKind, readAnswer, startBareServer } from "./start-bare-server.ts";
import { judge, median, ratioOf } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

interface AnswerSample extends MachineLoad {
  perSecond: number;
  cpuMicros: number;
  failures: number;
}

export interface AnswerOptions {
  product: BenchedProduct;
  load: LoadGenerator;
  repeat: RoundOptions;
  roundSeconds: number;
  /** How many mocks the large namespaces have. */
  manyMocks: readonly [number, number];
}

/** Somebody who answers requests. */
interface Server {
  name: string;
  origin: string;
  cpuMs: () => number;
  requests: readonly BenchRequest[];
  /** Of the reference's rate; a reference has none. */
  goal?: number;
}

const connections = 32;
const again = ", again (A/A)";

/** How many calls of a mock one core answers, beside a bare `node:http` server of the same Node that says the same. */
export async function measureAnswers(options: AnswerOptions): Promise<Table[]> {
  const kinds = listKinds().map((kind) => postJson(paths.fiftyKinds, JSON.stringify({ kind, amount: 2500 })));
  return [
    await besideBare({
      title: "Static mock: GET, 35 bytes of JSON",
      kind: "fixed",
      requests: [get(paths.greeting)],
      goal: 0.85,
      options,
    }),
    await besideBare({
      title: "Condition and template: POST of JSON, an answer of two of its fields and a UUID",
      kind: "payment",
      requests: [postJson(paths.checkedPayment, paymentOf("r-1"))],
      goal: 0.6,
      options,
    }),
    await besideBare({
      title: "50 mocks on one route: POST of JSON, told apart by a condition on the body",
      kind: "parsed",
      requests: kinds,
      goal: 0.4,
      options,
    }),
    await measureManyMocks(options),
  ];
}

interface BesideBare {
  title: string;
  kind: BareKind;
  requests: readonly BenchRequest[];
  goal: number;
  options: AnswerOptions;
}

async function besideBare({ title, kind, requests, goal, options }: BesideBare): Promise<Table> {
  const { origin, cpuMs } = options.product;
  const [request = get("/")] = requests;
  const answer = await readAnswer(origin, request);
  const bare = [await startBareServer(kind, answer), await startBareServer(kind, answer)] as const;
  try {
    const reference = { name: "bare node:http", requests, ...bare[0] };
    const control = { name: reference.name + again, requests, ...bare[1] };
    const product = { name: "Understudy", requests, origin, cpuMs: () => cpuMs().resolver, goal };
    return await measureSideBySide(title, [reference, product, control], options);
  } finally {
    await Promise.all(bare.map((server) => server.stop()));
  }
}

/** Cost shall not grow with the number of mocks (design 1). */
async function measureManyMocks(options: AnswerOptions): Promise<Table> {
  const { product, manyMocks } = options;
  const common = { origin: product.origin, cpuMs: () => product.cpuMs().resolver };
  const reference = { name: "one mock", ...common, requests: [get(paths.greeting)] };
  const [many, more] = manyMocks;
  await createManyMocks(product, "many", many);
  await createManyMocks(product, "more", more);
  const servers: Server[] = [
    reference,
    { name: `${many} mocks`, ...common, requests: callAtRandom("many", many), goal: 0.9 },
    { name: `${more} mocks`, ...common, requests: callAtRandom("more", more), goal: 0.85 },
    { ...reference, name: reference.name + again },
  ];
  return measureSideBySide("Many mocks: GET, half of them with parameters, chosen at random", servers, options);
}

async function measureSideBySide(title: string, servers: readonly Server[], options: AnswerOptions): Promise<Table> {
  const contestants = servers.map((server): Contestant<AnswerSample> => ({
    name: server.name,
    run: () => saturate(server, options),
  }));
  return toTable(title, servers, await interleave(contestants, options.repeat));
}

/** As many calls as fit, each connection sending the next when it has its answer. */
async function saturate({ origin, requests, cpuMs }: Server, options: AnswerOptions): Promise<AnswerSample> {
  const stopWatching = watchMachine(cpuMs);
  const result = await options.load.run({ origin, requests, connections, seconds: options.roundSeconds });
  const { serverMs, load, others } = stopWatching();
  return {
    perSecond: result.answered / result.seconds,
    cpuMicros: (serverMs * 1000) / result.answered,
    failures: result.failures,
    load,
    others,
  };
}

function toTable(title: string, servers: readonly Server[], samples: ReadonlyMap<string, AnswerSample[]>): Table {
  const [reference] = servers;
  const roundsOf = (name: string | undefined): AnswerSample[] => samples.get(name ?? "") ?? [];
  const compare = (rounds: readonly AnswerSample[], pick: (sample: AnswerSample) => number) =>
    ratioOf(rounds.map(pick), roundsOf(reference?.name).map(pick));
  const control = compare(roundsOf(servers.at(-1)?.name), ({ perSecond }) => perSecond);
  const toRow = ({ name, goal }: Server): Row => {
    const rounds = roundsOf(name);
    const speed = compare(rounds, ({ perSecond }) => perSecond);
    const cost = compare(rounds, ({ cpuMicros }) => cpuMicros);
    const medianOf = (pick: (sample: AnswerSample) => number): number => median(rounds.map(pick));
    return {
      name,
      cells: [
        `${speed.median.toFixed(2)} (${speed.min.toFixed(2)}–${speed.max.toFixed(2)})`,
        goal === undefined ? "" : judge(speed, { goal, control }),
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
      `answers/s to ${reference?.name ?? ""} (range)`,
      "goal",
      "answers/s",
      "CPU µs/answer",
      "CPU ratio",
      "cores: load / others",
      "failed",
    ],
    rows: servers.map(toRow),
  };
}
