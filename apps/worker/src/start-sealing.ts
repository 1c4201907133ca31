import { setTimeout as sleep } from "node:timers/promises";
import { type AuditSealer, sealAuditTrail } from "@understudy/management";
import type { Logger } from "@understudy/runtime";

/** Entries of the audit trail are sealed within a second of the change: it is looked for them this often. */
const everyMs = 300;
/** After a failure, which is most often a database that is away. */
const afterFailureMs = 2_000;

/**
 * Seals the audit trail until it is stopped. It looks, instead of being told: a job in each change's transaction would have all changes wait
 * for each other at the job's key (docs/decisions/0027).
 */
export function startSealing(sealer: AuditSealer, log: Logger): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const isStopped = (): boolean => stopping.signal.aborted;
  const run = async (): Promise<void> => {
    while (!isStopped()) {
      const isDone = await sealAuditTrail(sealer).then(
        () => true,
        (error: unknown) => {
          log.warn(
            { event: "audit.not_sealed", error: String(error) },
            "The audit trail could not be sealed; trying again",
          );
          return false;
        },
      );
      await sleep(isDone ? everyMs : afterFailureMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
