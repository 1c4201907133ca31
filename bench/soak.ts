import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openPool, type Pool } from "../packages/database/src/index.ts";
import { findProcesses } from "../e2e/processes.ts";
import { startProduct } from "../e2e/product.ts";
import { findGrowth, type SoakSample } from "./judge-soak.ts";
import { createMocks, paths } from "./mocks.ts";
import { createPayer } from "./pay.ts";
import { startReceiver } from "./receiver.ts";

// `npm run soak`: the product under a steady load that is far beyond what it keeps, until `--seconds` are over (600), at `--rate` calls a
// second (200), each with a callback. Ends with 1 when memory or a table goes on growing, or a callback is lost.

/** Deliveries that the namespace keeps: what is beyond is removed while it soaks. */
const kept = 1_000;
const tables = ["delivery", "message", "attempt", "logged_request", "target_circuit"];
const scripts = {
  resolver: "apps/resolver/src/main.ts",
  worker: "apps/worker/src/main.ts",
  web: "apps/web/src/main.ts",
};
/** A soak has so many samples, whatever its length. */
const samplesMax = 30;
const drainMs = 20_000;

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "600" }, rate: { type: "string", default: "200" } },
});
process.exitCode = await soak({ seconds: Number(values.seconds), rate: Number(values.rate) });

async function soak({ seconds, rate }: { seconds: number; rate: number }): Promise<number> {
  const receiver = await startReceiver();
  const host = `127.0.0.1:${receiver.port}`;
  const product = await startProduct({ env: { AUTH_MODE: "local", WEBHOOK_ALLOW_HOSTS: host } });
  const pool = openPool({
    databaseUrl: findDatabaseUrl(product.dataDir),
    connectionsMax: 1,
    statementTimeoutMs: 30_000,
  });
  try {
    await createMocks(product.url, `http://${host}/callbacks`);
    await keepLittle(product.url);
    const load = startLoad(product.url.replace("localhost", "127.0.0.1"), rate);
    const samples = await watch({ pool, dataDir: product.dataDir, origin: product.url, seconds });
    const answered = await load.stop();
    const lost = await countLost(answered, receiver.arrivals);
    return report({ samples, answered: answered.length, lost });
  } finally {
    await pool.end();
    await product.stop();
    receiver.close();
  }
}

async function keepLittle(origin: string): Promise<void> {
  const response = await fetch(`${origin}/api/v1/namespaces/sandbox`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ retention: { days: 1, deliveries: kept } }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`retention was refused: ${await response.text()}`);
  await response.body?.cancel();
}

/** So many calls each second, whether or not the earlier ones are answered. */
function startLoad(origin: string, rate: number): { stop: () => Promise<string[]> } {
  const payer = createPayer(origin, paths.paymentWithCallback);
  const calls: Promise<unknown>[] = [];
  const answered: string[] = [];
  let made = 0;
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) * rate) / 1000;
    for (; made < due; made += 1) {
      const call = payer.pay(`soak-${made}`).then(({ reference, isAnswered }) => {
        if (isAnswered) answered.push(reference);
      });
      calls.push(call);
    }
  }, 20);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(calls);
      payer.close();
      return answered;
    },
  };
}

/** Has what is beyond what is kept removed, as the clock does every quarter of an hour, and looks at what there is. */
async function watch(options: { pool: Pool; dataDir: string; origin: string; seconds: number }): Promise<SoakSample[]> {
  const { pool, dataDir, seconds } = options;
  const samples: SoakSample[] = [];
  const startedAt = performance.now();
  while (samples.length < samplesMax) {
    await startRetention(options.origin);
    await sleep((seconds * 1000) / samplesMax);
    const sample = await takeSample(pool, dataDir, Math.round((performance.now() - startedAt) / 1000));
    samples.push(sample);
    console.log(describe(sample));
  }
  return samples;
}

/** A run that is under way is as good. */
async function startRetention(origin: string): Promise<void> {
  const response = await fetch(`${origin}/api/v1/admin/jobs/retention/run`, {
    method: "POST",
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok && response.status !== 409) throw new Error(`retention was refused: ${await response.text()}`);
  await response.body?.cancel();
}

async function takeSample(pool: Pool, dataDir: string, seconds: number): Promise<SoakSample> {
  const { rows } = await pool.query<{ name: string; bytes: string }>(
    "select name, pg_total_relation_size(name::regclass) as bytes from unnest($1::text[]) name",
    [tables],
  );
  const { rows: counted } = await pool.query<{ count: number }>("select count(*)::int as count from delivery");
  const running = findProcesses(dataDir);
  const memory = Object.entries(scripts).map(([name, script]): [string, number] => {
    const bytes = running.filter(({ command }) => command.includes(script)).map(({ pid }) => readResidentBytes(pid));
    return [name, Math.max(0, ...bytes)];
  });
  return {
    seconds,
    memory: Object.fromEntries(memory),
    tables: Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)])),
    deliveries: counted[0]?.count ?? 0,
  };
}

function readResidentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

/** The supervisor tells it to its processes only. */
function findDatabaseUrl(dataDir: string): string {
  const worker = findProcesses(dataDir).find(({ command }) => command.includes(scripts.worker));
  if (worker === undefined) throw new Error("the worker does not run");
  const variables = readFileSync(`/proc/${worker.pid}/environ`, "utf8").split("\0");
  return variables.find((variable) => variable.startsWith("DATABASE_URL="))?.slice("DATABASE_URL=".length) ?? "";
}

async function countLost(answered: readonly string[], arrivals: ReadonlyMap<string, number>): Promise<number> {
  const deadline = performance.now() + drainMs;
  const missing = (): number => answered.filter((reference) => !arrivals.has(reference)).length;
  while (missing() > 0 && performance.now() < deadline) await sleep(100);
  return missing();
}

function describe({ seconds, memory, tables: sizes, deliveries }: SoakSample): string {
  const inMegabytes = (all: Record<string, number>): string =>
    Object.entries(all)
      .map(([name, bytes]) => `${name} ${(bytes / 1024 / 1024).toFixed(1)}`)
      .join(", ");
  return `${seconds} s: ${deliveries} deliveries; MiB of memory: ${inMegabytes(memory)}; of tables: ${inMegabytes(sizes)}`;
}

function report(result: { samples: readonly SoakSample[]; answered: number; lost: number }): number {
  const growth = findGrowth(result.samples);
  for (const { name, before, after } of growth) console.log(`GROWS: ${name}, from ${before} to ${after}`);
  console.log(
    `${result.answered} calls answered, ${result.lost} callbacks lost, ${growth.length === 0 ? "all is flat" : "not flat"}`,
  );
  return growth.length === 0 && result.lost === 0 ? 0 : 1;
}
