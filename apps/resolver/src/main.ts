import cluster from "node:cluster";
import { AppError } from "@understudy/domain";
import { createLogger, runProcess, StartError } from "@understudy/runtime";
import { readConfig } from "./config.ts";
import { startCluster } from "./start-cluster.ts";
import { startResolver } from "./start-resolver.ts";

await runProcess({
  name: "resolver",
  // One that waits for others waits a little longer than they may take.
  stopTimeoutMs: cluster.isPrimary ? 21_500 : 20_000,
  foreseenErrors: [AppError, StartError],
  async start(stopRequested) {
    const config = readConfig(process.env);
    const log = createLogger({ process: "resolver", level: config.logLevel });
    const isShared = config.processes > 1 && cluster.isPrimary;
    return isShared
      ? startCluster({ processes: config.processes, log }, stopRequested)
      : startResolver({ config, log }, stopRequested);
  },
});
