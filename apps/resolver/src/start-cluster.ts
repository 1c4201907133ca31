import cluster from "node:cluster";
import { once } from "node:events";
import {
  type ChildMetrics,
  followProcess,
  type Logger,
  type Running,
  StartError,
  supervise,
  type Supervised,
  ToldError,
} from "@understudy/runtime";

export interface ClusterOptions {
  processes: number;
  log: Logger;
  /** Asks them what they count. */
  children: ChildMetrics;
}

/** A little more than a resolver allows itself. */
const stopTimeoutMs = 21_000;

/** Starts the processes that share the public port, each a resolver of its own, and keeps them running. This one serves nothing. */
export async function startCluster(
  { processes, log, children }: ClusterOptions,
  stopRequested: AbortSignal,
): Promise<Running> {
  // Each accepts for itself. A connection that is handed to a process which dies or hangs at that moment would wait for ever.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const supervised: Supervised[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(supervised.map((process_) => process_.stop()));
  };
  const start = (index: number): Promise<void> => {
    const process_ = superviseResolver({ index, processes, log, children });
    supervised.push(process_);
    return process_.started;
  };
  stopRequested.addEventListener("abort", () => void stop());
  try {
    // What keeps the first one from starting would keep all of them: it is said once.
    const isOpen = once(cluster, "listening");
    const first = start(0);
    await Promise.race([first, isOpen]);
    await Promise.all([first, ...Array.from({ length: processes - 1 }, (_, index) => start(index + 1))]);
  } catch (error) {
    await stop();
    throw error instanceof StartError ? new ToldError(error.message, { cause: error }) : error;
  }
  return { stop };
}

function superviseResolver({ index, processes, log, children }: ClusterOptions & { index: number }): Supervised {
  const name = `resolver ${index + 1} of ${processes}`;
  const fork = () => {
    const child = cluster.fork().process;
    children.follow(`resolver-${index + 1}`, child);
    return child;
  };
  return supervise({
    name,
    tell: (text) => log.warn({ event: "resolver.ended" }, text),
    launch: (stopRequested) =>
      followProcess(
        {
          name,
          child: fork(),
          onNotice: (text) => log.info({ event: "resolver.notice" }, text),
          stopTimeoutMs,
        },
        stopRequested,
      ),
  });
}
