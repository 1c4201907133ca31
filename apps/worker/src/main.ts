import { openDatabase } from "@understudy/database";
import { prepareDatabase } from "@understudy/database/migrate";
import { AppError } from "@understudy/domain";
import { createLogger, deriveKey, runProcess } from "@understudy/runtime";
import { readConfig } from "./config.ts";
import { startJobRunner } from "./job-runner.ts";
import { createTasks } from "./tasks.ts";

const connectionsMax = 5;

await runProcess({
  name: "worker",
  stopTimeoutMs: 20_000,
  foreseenErrors: [AppError],
  async start() {
    const { databaseUrl, secretKeyHex, logLevel } = readConfig(process.env);
    const log = createLogger({ process: "worker", level: logLevel });
    await prepareDatabase({ databaseUrl, secretKeyFingerprint: deriveKey(secretKeyHex, "fingerprint") });
    const db = openDatabase({ databaseUrl, connectionsMax });
    const runner = startJobRunner({ databaseUrl, log, tasks: createTasks({ db, log }) });
    return {
      async stop() {
        await runner.stop();
        await db.$disconnect();
      },
    };
  },
});
