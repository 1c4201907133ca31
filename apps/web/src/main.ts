import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { prepareDatabase } from "@understudy/database/migrate";
import { AppError, internalSecretPurpose } from "@understudy/domain";
import {
  createLogger,
  createMetrics,
  deriveFingerprints,
  deriveKey,
  exposeMetrics,
  type Running,
  runProcess,
} from "@understudy/runtime";
import { openTracing } from "@understudy/runtime/tracing";
import packageJson from "../package.json" with { type: "json" };
import { type Config, getConfig } from "./config.ts";
import { makeRequestHandler } from "./server/handle-request.ts";
import { closeServer, listen } from "./server/http-server.ts";
import { traceRequests } from "./server/trace-requests.ts";
import { createWebMetrics } from "./server/web-metrics.ts";

await runProcess({ name: "web", start, stopTimeoutMs: 15_000, foreseenErrors: [AppError] });

/** Settings ▸ database ▸ Next.js (which makes the first admin, see instrumentation.ts) ▸ port. */
async function start(): Promise<Running> {
  const config = getConfig();
  await prepareDatabase({ databaseUrl: config.databaseUrl, ...deriveFingerprints(config.keys) });
  const metrics = createMetrics();
  const exposed = await exposeMetrics({ name: "web", metrics, listen: config.metricsListen });
  const logger = createLogger({ process: "web", level: config.logLevel });
  const tracing = await openTracing({
    ...{ process: "web", version: packageJson.version },
    ...{ sampling: config.traceSampling, log: logger },
  });
  const app = await loadNext(config);
  const server = createServer();
  const serve = makeRequestHandler({
    rules: {
      internalSecret: deriveKey(config.keys.secretKeyHex, internalSecretPurpose).toString("hex"),
      authMode: config.authMode,
      port: config.port,
      publicOrigin: config.publicOrigin,
      apiCorsOrigins: config.apiCorsOrigins,
    },
    handlePage: app.getRequestHandler(),
    meter: createWebMetrics(metrics),
    logger,
  });
  const handle = traceRequests(serve, tracing.tracer);
  server.on("request", (request, response) => void handle(request, response));
  await listen(server, config.listen);
  return {
    async stop() {
      await stop(server, app);
      await Promise.all([exposed.stop(), tracing.stop()]);
    },
  };
}

type NextApp = Awaited<ReturnType<typeof loadNext>>;

/** Next.js and NextAuth read these variables when they are loaded, so they are set first. */
async function loadNext(config: Config) {
  Object.assign(process.env, { NODE_ENV: "production", NEXTAUTH_URL: config.publicOrigin });
  const { default: next } = await import("next");
  const app = next({
    dev: false,
    dir: fileURLToPath(new URL("..", import.meta.url)),
    // Next.js would add an upgrade listener to our server, which breaks clients that offer h2c (design 18):
    // it gets a server of its own that never listens.
    httpServer: createServer(),
  });
  await app.prepare();
  return app;
}

async function stop(server: Server, app: NextApp): Promise<void> {
  globalThis.understudyManagement?.endWaiting();
  await closeServer(server);
  await app.close();
  await globalThis.understudyManagement?.close();
}
