import { countWorkers, measureBacklog, pingDatabase } from "@understudy/database";
import type { Management } from "./management.ts";

/** Result of looking at one thing that the installation needs. */
export interface HealthCheck {
  name: "database" | "resolver" | "worker" | "queue";
  /** `fail`: calls are not answered as they should be. `warn`: they are, and something has to be looked at. */
  status: HealthStatus;
  /** What is wrong, or how many there are. */
  output: string;
}

export type HealthStatus = "pass" | "warn" | "fail";

type Verdict = Omit<HealthCheck, "name">;

/** A check that says nothing for this long has failed. */
const lookTimeoutMs = 3_000;
/** Whoever asks within this time is told the same: everybody may ask, and an answer costs statements. */
const keptMs = 500;
/** Deliveries that are due for longer than this wait for more than their turn. */
const queueLagMaxMs = 60_000;

const looks = new WeakMap<Management, { at: number; checks: Promise<HealthCheck[]> }>();

/** Looks at everything that the installation needs. Never throws. */
export function checkHealth(management: Management): Promise<HealthCheck[]> {
  const last = looks.get(management);
  const now = performance.now();
  if (last !== undefined && now - last.at < keptMs) return last.checks;
  const checks = lookAtAll(management);
  looks.set(management, { at: now, checks });
  return checks;
}

/** The worst of all. */
export function healthOf(checks: readonly HealthCheck[]): HealthStatus {
  const has = (status: HealthStatus): boolean => checks.some((check) => check.status === status);
  return has("fail") ? "fail" : has("warn") ? "warn" : "pass";
}

async function lookAtAll(management: Management): Promise<HealthCheck[]> {
  const database = await look("database", async () => {
    await pingDatabase(management.db);
    return pass("answers");
  });
  // The others are asked by way of it.
  if (database.status === "fail") return [database];
  const others = await Promise.all([
    look("resolver", () => lookAtResolvers(management)),
    look("worker", () => lookAtWorkers(management)),
    look("queue", () => lookAtQueue(management)),
  ]);
  return [database, ...others];
}

async function lookAtResolvers({ presence }: Management): Promise<Verdict> {
  const { living, inStep } = await presence.ask();
  if (living === 0) return { status: "fail", output: "no resolver is running" };
  if (inStep === living) return pass(`${living} running`);
  return { status: inStep === 0 ? "fail" : "warn", output: `${living - inStep} of ${living} do not keep up` };
}

/** Without one nothing is lost, and callbacks wait. */
async function lookAtWorkers({ db }: Management): Promise<Verdict> {
  const workers = await countWorkers(db);
  return workers > 0 ? pass(`${workers} running`) : { status: "warn", output: "no worker is running; callbacks wait" };
}

async function lookAtQueue({ db }: Management): Promise<Verdict> {
  const { pending, oldestDueMs } = await measureBacklog(db);
  const lag = `${pending} pending, the oldest due for ${(oldestDueMs / 1_000).toFixed(1)} s`;
  return oldestDueMs > queueLagMaxMs ? { status: "warn", output: lag } : pass(lag);
}

function pass(output: string): Verdict {
  return { status: "pass", output };
}

async function look(name: HealthCheck["name"], check: () => Promise<Verdict>): Promise<HealthCheck> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error(`no answer within ${lookTimeoutMs} ms`)), lookTimeoutMs);
  try {
    return { name, ...(await Promise.race([check(), timeout.promise])) };
  } catch (error) {
    return { name, status: "fail", output: describe(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Everybody reads it: one line, and nothing of how we ask. */
function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split("\n").at(-1) ?? "";
}
