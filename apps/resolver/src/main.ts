import cluster from "node:cluster";
import { AppError } from "@understudy/domain";
import {
  createChildMetrics,
  createLogger,
  createMetrics,
  exposeMetrics,
  runProcess,
  StartError,
} from "@understudy/runtime";
import { openTracing } from "@understudy/runtime/tracing";
import packageJson from "../package.json" with { type: "json" };
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
    const metrics = createMetrics();
    const children = createChildMetrics({ timeoutMs: 1_500 });
    const exposed = await exposeMetrics({
      ...{ name: "resolver", metrics, children },
      listen: cluster.isPrimary ? config.metricsListen : null,
    });
    const isShared = config.processes > 1 && cluster.isPrimary;
    const tracing = await openTracing({
      ...{ process: "resolver", version: packageJson.version, log },
      // The one that starts others serves nothing.
      sampling: isShared ? null : config.traceSampling,
    });
    const running = isShared
      ? await startCluster({ processes: config.processes, log, children }, stopRequested)
      : await startResolver({ config, log, metrics, tracer: tracing.tracer }, stopRequested);
    return {
      async stop() {
        await running.stop();
        await Promise.all([exposed.stop(), tracing.stop()]);
      },
    };
  },
});
