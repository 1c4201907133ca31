import { prepareDatabase } from "@understudy/database/migrate";
import { AppError, internalSecretPurpose } from "@understudy/domain";
import { createLogger, deriveKey, runProcess, StartError } from "@understudy/runtime";
import { readConfig } from "./config.ts";
import { createFrontDoor } from "./front-door.ts";
import { createStubHandler } from "./serve-stub.ts";
import { openLiveMocks } from "./live-mocks.ts";
import { startServer } from "./server.ts";

await runProcess({
  name: "resolver",
  stopTimeoutMs: 20_000,
  foreseenErrors: [AppError, StartError],
  async start() {
    const config = readConfig(process.env);
    const log = createLogger({ process: "resolver", level: config.logLevel });
    await prepareDatabase({
      databaseUrl: config.databaseUrl,
      secretKeyFingerprint: deriveKey(config.secretKeyHex, "fingerprint"),
    });
    const mocks = await openLiveMocks({ databaseUrl: config.databaseUrl, log });
    const server = await startServer({
      config,
      log,
      serveStub: createStubHandler({ mocks, bodyBytesMax: config.bodyBytesMax }),
      passToWeb: createFrontDoor({
        config,
        log,
        internalSecret: deriveKey(config.secretKeyHex, internalSecretPurpose).toString("hex"),
      }),
    });
    return {
      async stop() {
        await server.stop();
        await mocks.close();
      },
    };
  },
});
