import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { licencesChangedChannel } from "@understudy/database";
import { prepareDatabase } from "@understudy/database/migrate";
import { internalSecretPurpose } from "@understudy/domain";
import { createDestinationGuard, createGuardedAgent } from "@understudy/egress";
import {
  deriveFingerprints,
  deriveKey,
  deriveSealing,
  type Logger,
  type Metrics,
  type Running,
  type Tracer,
} from "@understudy/runtime";
import { createFakerSource } from "@understudy/templating";
import { openDeliveryAwaiter } from "./await-deliveries.ts";
import { createCallMeter } from "./call-meter.ts";
import type { ResolverConfig } from "./config.ts";
import { createDailyDeliveries, withDailyLimit } from "./daily-deliveries.ts";
import { createDeliveryQuotas } from "./delivery-quotas.ts";
import { createCallForwarder } from "./forward-call.ts";
import { createFrontDoor } from "./front-door.ts";
import { openLiveMocks } from "./live-mocks.ts";
import { openRequestLog } from "./request-log/request-log.ts";
import { openRequestWork } from "./request-work.ts";
import { createMockRunner } from "./run-mock.ts";
import { addResolverMetrics } from "./resolver-metrics.ts";
import { createStubHandler } from "./serve-stub.ts";
import { startServer } from "./server.ts";
import { traceCalls } from "./trace-calls.ts";

export interface ResolverOptions {
  config: ResolverConfig;
  log: Logger;
  metrics: Metrics;
  /** Null: nobody wants traces. */
  tracer: Tracer | null;
}

/**
 * Starts one resolver: it registers, serves on the public port and loads all mocks; resolves when all are loaded. Until then a call
 * waits for its namespace, and everything else is served.
 */
export async function startResolver(
  { config, log, metrics, tracer }: ResolverOptions,
  stopRequested: AbortSignal,
): Promise<Running> {
  const { databaseUrl, keys, bodyBytesMax, synchronousWaitMaxMs, trustedProxies } = config;
  await prepareDatabase({ databaseUrl, ...deriveFingerprints(keys) });

  const resolverId = randomUUID();
  const compile = {
    sealing: deriveSealing(keys),
    guard: createDestinationGuard(config.guard),
  };
  const work = openRequestWork({ databaseUrl, licencePublicKey: config.licencePublicKey, log });
  const daily = createDailyDeliveries({ add: work.addToDay, now: Date.now, log });
  const notices = { [licencesChangedChannel]: daily.lookAgain };
  const mocks = await openLiveMocks({ databaseUrl, resolverId, log, compile, notices });
  const awaiter = openDeliveryAwaiter({ databaseUrl, findFinished: work.findFinished });
  const requestLog = await openRequestLog({ databaseUrl, resolverId, log, trustedProxies });
  const faker = createFakerSource({ createUuid: randomUUID });
  const namespaceQuotas = createDeliveryQuotas({
    quotasOf(namespace) {
      const served = mocks.find(namespace);
      return served === null || served === "loading" ? null : served.quotas;
    },
    count: work.countUsedQuotas,
    now: () => performance.now(),
  });
  const quotas = withDailyLimit(namespaceQuotas, daily);
  const runner = createMockRunner({ work, quotas, awaiter, faker, log, synchronousWaitMaxMs });
  const hopsKey = deriveKey(keys.secretKeyHex, "hops");
  const agent = createGuardedAgent(compile.guard);
  const forwardCall = createCallForwarder({ agent, hopsKey, tracer, log });
  const meter = createCallMeter();
  addResolverMetrics(metrics, { meter, mocks, work });
  const serveStub = createStubHandler({
    ...{ mocks, runner, work, forwardCall, requestLog, meter, log, hopsKey, bodyBytesMax },
  });
  const server = await startServer({
    config,
    log,
    serveStub: tracer === null ? serveStub : traceCalls(serveStub, tracer),
    passToWeb: createFrontDoor({
      config,
      log,
      internalSecret: deriveKey(keys.secretKeyHex, internalSecretPurpose).toString("hex"),
      stopRequested,
    }),
  });
  await Promise.race([mocks.loaded, once(stopRequested, "abort")]);
  return {
    async stop() {
      await server.stop();
      agent.close();
      await requestLog.close();
      await Promise.all([mocks.close(), awaiter.close(), daily.close()]);
      await work.close();
    },
  };
}
