import { listKeptPasts, type Pool, removeIdleCircuits, removePast } from "@understudy/database";
import type { JobWork } from "./job-work.ts";

/** Removes what no namespace keeps any longer (retention); what is due to be sent is never touched. */
export function createRetention(pool: Pool): JobWork {
  return async ({ now, isStopped, report }) => {
    const removed = { deliveries: 0, requests: 0, circuits: 0 };
    for (const kept of await listKeptPasts(pool, now)) {
      const { deliveries, requests } = await removePast(pool, kept, isStopped);
      removed.deliveries += deliveries;
      removed.requests += requests;
      await report(removed);
    }
    removed.circuits = await removeIdleCircuits(pool);
    return removed;
  };
}
