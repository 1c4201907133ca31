import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createQuietWait } from "./await-quiet.ts";
import { type BenchArguments, parseBenchArguments } from "./arguments.ts";
import { pin, requireTwoCores } from "./cores.ts";
import { findLoadGenerator, type LoadGenerator } from "./load-generator.ts";
import { describeMachine } from "./machine.ts";
import { measureAnswers } from "./measure-answers.ts";
import { type CallbackContestant, measureCallbacks } from "./measure-callbacks.ts";
import { measureClaims } from "./measure-claims.ts";
import { measureDelays } from "./measure-delays.ts";
import { measureLatency } from "./measure-latency.ts";
import { measurePeerCallbacks } from "./peers/measure-peer-callbacks.ts";
import { measurePeers } from "./peers/measure-peers.ts";
import { measureLists } from "./measure-lists.ts";
import { measureMemory } from "./measure-memory.ts";
import { measureStores } from "./measure-stores.ts";
import { type BenchedProduct, startBenchedProduct } from "./product.ts";
import { startReceiver, type Receiver } from "./receiver.ts";
import { renderTable, type Table } from "./table.ts";

// A product that was started is stopped when this process exits (e2e/product.ts); a signal alone would not let it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
requireTwoCores();
pin([process.pid], "load");
await bench(parseBenchArguments(process.argv.slice(2)));

async function bench(options: BenchArguments): Promise<void> {
  const load = await findLoadGenerator();
  const machine = describeMachine(load.name);
  const startedAt = new Date();
  console.log(
    Object.entries(machine)
      .map(([name, value]) => `${name}: ${value}`)
      .join(", "),
  );
  const receiver = await startReceiver();
  const products = new Map<number, BenchedProduct>();
  try {
    for (const poolSize of options.plan.poolSizes) {
      products.set(poolSize, await startBenchedProduct({ receiverPort: receiver.port, poolSize }));
    }
    const tables = await measureAll(options, { products, receiver, load });
    await store({ options, startedAt, machine, tables });
  } finally {
    await Promise.all([...products.values()].map((product) => product.stop()));
    receiver.close();
  }
}

async function measureAll(
  { only, plan }: BenchArguments,
  {
    products,
    receiver,
    load,
  }: { products: ReadonlyMap<number, BenchedProduct>; receiver: Receiver; load: LoadGenerator },
): Promise<Table[]> {
  const [product] = products.values();
  if (product === undefined) throw new Error("there is nothing to measure");
  const repeat = { rounds: plan.rounds, awaitQuiet: createQuietWait(plan.quietWaitSeconds * 1000) };
  const measurements: Record<string, () => Promise<Table[]>> = {
    answers: () =>
      measureAnswers({ product, load, repeat, roundSeconds: plan.answerSeconds, manyMocks: plan.manyMocks }),
    stores: async () => [await measureStores({ product, repeat, roundSeconds: plan.answerSeconds })],
    memory: async () => [await measureMemory({ product, load, calls: plan.memoryCalls })],
    callbacks: async () => [
      await measureCallbacks({
        contestants: listContestants(products),
        receiver,
        repeat,
        callsPerRound: plan.callsPerRound,
      }),
    ],
    claims: async () => [await measureClaims({ databaseUrl: product.databaseUrl, rows: plan.claimRows })],
    peers: () =>
      measurePeers({ product, load, repeat, roundSeconds: plan.answerSeconds, warmSeconds: plan.warmSeconds }),
    "peer-callbacks": async () => [
      await measurePeerCallbacks({ load, roundSeconds: plan.peerCallbackSeconds, warmSeconds: plan.warmSeconds }),
    ],
    delays: async () => [await measureDelays({ product, receiver, repeat })],
    latency: async () => [await measureLatency({ product, receiver, repeat, roundSeconds: plan.latencySeconds })],
    lists: async () => [await measureLists({ product, repeat, ...plan.lists })],
  };
  const unknown = only.filter((name) => !(name in measurements));
  if (unknown.length > 0)
    throw new Error(`--only knows ${Object.keys(measurements).join(", ")}, and not ${unknown.join(", ")}`);
  const tables: Table[] = [];
  for (const [name, measure] of Object.entries(measurements)) {
    // Others are downloaded for it, and warmed for minutes: only when it is asked for.
    if (only.length > 0 ? !only.includes(name) : name.startsWith("peer")) continue;
    const measured = await measure();
    for (const table of measured) console.log(renderTable(table));
    tables.push(...measured);
  }
  return tables;
}

/** Every pool size on one core and on both, and the first one twice: how far the same differs from itself. */
function listContestants(products: ReadonlyMap<number, BenchedProduct>): CallbackContestant[] {
  const all = [...products].flatMap(([poolSize, product]): CallbackContestant[] => [
    { name: `pool ${poolSize}, one core`, product, where: "server" },
    { name: `pool ${poolSize}, both cores`, product, where: "both" },
  ]);
  const [first] = all;
  return first === undefined ? all : [...all, { ...first, name: `${first.name}, again (A/A)` }];
}

async function store(result: {
  options: BenchArguments;
  startedAt: Date;
  machine: object;
  tables: readonly Table[];
}): Promise<void> {
  const { options, startedAt, machine, tables } = result;
  const file = `${startedAt.toISOString().slice(0, 10)}-${options.name}.json`;
  await mkdir(options.out, { recursive: true });
  const content = { startedAt: startedAt.toISOString(), plan: options.plan, machine, tables };
  await writeFile(join(options.out, file), `${JSON.stringify(content, null, 2)}\n`);
  console.log(`\nwritten: ${file}`);
}
