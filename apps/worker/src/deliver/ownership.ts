import {
  dueChannel,
  listen,
  type Pool,
  registerWorker,
  releaseAbandonedJobs,
  releaseDeadWorkers,
  takeJobPoolLock,
} from "@understudy/database";
import type { Logger } from "@understudy/runtime";

/** This worker's claim to be alive, and its watch over those that are not (design 11). The connection that says so also hears when deliveries are due. */
export interface Ownership {
  /** The key by which this worker owns deliveries; null while its lock is not held. */
  owner: () => number | null;
  /** Says that jobs locked by this pool of the job runner are ours. */
  setJobPool: (poolId: string) => void;
  ready: () => Promise<void>;
  close: () => Promise<void>;
}

export interface OwnershipOptions {
  databaseUrl: string;
  workerId: string;
  pool: Pool;
  log: Logger;
  /** Somebody said so, deliveries were given back, or the lock is held again: something may be due. */
  onDue: () => void;
}

const reapIntervalMs = 3_000;
/** After a restart of the database all workers are without their locks for a moment; nobody is dead for that. */
const reapPauseAfterReconnectMs = 10_000;

export function openOwnership(options: OwnershipOptions): Ownership {
  const { pool, log } = options;
  let owner: number | null = null;
  let jobPool: string | null = null;
  let connections = 0;
  let reapNotBefore = 0;
  let connection: Parameters<typeof registerWorker>[0] | undefined;

  const listener = listen({
    databaseUrl: options.databaseUrl,
    channels: [dueChannel],
    async onConnect(client) {
      owner = await registerWorker(client, options.workerId);
      if (jobPool !== null) await takeJobPoolLock(client, jobPool);
      connection = client;
      reapNotBefore = connections === 0 ? 0 : Date.now() + reapPauseAfterReconnectMs;
      connections += 1;
      options.onDue();
    },
    onNotification: options.onDue,
    onDisconnect(error) {
      owner = null;
      connection = undefined;
      log.warn({ event: "database.lost", error: error.message }, "The database is away; trying again");
    },
  });

  const reap = async (): Promise<void> => {
    if (owner === null || Date.now() < reapNotBefore) return;
    const count = (await releaseDeadWorkers(pool)) + (await releaseAbandonedJobs(pool));
    if (count === 0) return;
    log.warn({ event: "deliveries.released", count }, "What a dead worker held is given back");
    options.onDue();
  };
  const reapSafely = (): void => {
    reap().catch((error: unknown) => {
      log.warn({ event: "reap.failed", error: String(error) }, "Dead workers could not be looked for");
    });
  };
  const timer = setInterval(reapSafely, reapIntervalMs);

  return {
    owner: () => owner,
    setJobPool(poolId) {
      jobPool = poolId;
      if (connection !== undefined) void takeJobPoolLock(connection, poolId).catch(() => undefined);
    },
    async ready() {
      await listener.ready();
      reapSafely();
    },
    async close() {
      clearInterval(timer);
      await listener.close();
    },
  };
}
