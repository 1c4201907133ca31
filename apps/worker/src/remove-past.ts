import { listKeptPasts, type Pool, removeIdleCircuits, removePast } from "@understudy/database";
import type { Logger } from "@understudy/runtime";

/** A run ends after so long, and the next one goes on: two never work at the same time. */
const runMs = 120_000;

/** Removes what no namespace keeps any longer (retention); what is due to be sent is never touched. */
export async function removePasts(pool: Pool, log: Logger): Promise<void> {
  const deadline = performance.now() + runMs;
  const isStopped = (): boolean => performance.now() > deadline;
  const removed = { deliveries: 0, requests: 0 };
  for (const kept of await listKeptPasts(pool, new Date())) {
    const { deliveries, requests } = await removePast(pool, kept, isStopped);
    removed.deliveries += deliveries;
    removed.requests += requests;
  }
  const circuits = await removeIdleCircuits(pool);
  log.info({ event: "past.removed", ...removed, circuits, isFinished: !isStopped() }, "What is too old is removed");
}
