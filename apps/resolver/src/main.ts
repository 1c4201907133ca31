import { randomUUID } from "node:crypto";
import { prepareDatabase } from "@understudy/database/migrate";
import { AppError, internalSecretPurpose } from "@understudy/domain";
import { createDestinationGuard, createGuardedAgent } from "@understudy/egress";
import { createLogger, createSealing, deriveKey, runProcess, StartError } from "@understudy/runtime";
import { createFakerSource } from "@understudy/templating";
import { openDeliveryAwaiter } from "./await-deliveries.ts";
import { readConfig } from "./config.ts";
import { createFrontDoor } from "./front-door.ts";
import { createCallForwarder } from "./forward-call.ts";
import { openLiveMocks } from "./live-mocks.ts";
import { openRequestLog } from "./request-log/request-log.ts";
import { openRequestWork } from "./request-work.ts";
import { createMockRunner } from "./run-mock.ts";
import { createStubHandler } from "./serve-stub.ts";
import { startServer } from "./server.ts";

await runProcess({
  name: "resolver",
  stopTimeoutMs: 20_000,
  foreseenErrors: [AppError, StartError],
  async start() {
    const config = readConfig(process.env);
    const { databaseUrl, secretKeyHex, bodyBytesMax, synchronousWaitMaxMs } = config;
    const log = createLogger({ process: "resolver", level: config.logLevel });
    await prepareDatabase({ databaseUrl, secretKeyFingerprint: deriveKey(secretKeyHex, "fingerprint") });

    const resolverId = randomUUID();
    const compile = {
      sealing: createSealing(deriveKey(secretKeyHex, "sealing")),
      guard: createDestinationGuard(config.guard),
    };
    const mocks = await openLiveMocks({ databaseUrl, resolverId, log, compile });
    const work = openRequestWork({ databaseUrl, resolverId, log });
    const awaiter = openDeliveryAwaiter({ databaseUrl, findFinished: work.findFinished });
    const { trustedProxies } = config;
    const requestLog = await openRequestLog({ databaseUrl, resolverId, log, trustedProxies });
    const faker = createFakerSource({ createUuid: randomUUID });
    const runner = createMockRunner({ work, awaiter, faker, log, synchronousWaitMaxMs });
    const hopsKey = deriveKey(secretKeyHex, "hops");
    const agent = createGuardedAgent(compile.guard);
    const forwardCall = createCallForwarder({ agent, hopsKey, log });
    const server = await startServer({
      config,
      log,
      serveStub: createStubHandler({ mocks, runner, work, forwardCall, requestLog, log, hopsKey, bodyBytesMax }),
      passToWeb: createFrontDoor({
        config,
        log,
        internalSecret: deriveKey(secretKeyHex, internalSecretPurpose).toString("hex"),
      }),
    });
    return {
      async stop() {
        await server.stop();
        agent.close();
        await requestLog.close();
        await Promise.all([mocks.close(), awaiter.close()]);
        await work.close();
      },
    };
  },
});
