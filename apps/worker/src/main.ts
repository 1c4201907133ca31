import { randomUUID } from "node:crypto";
import { openDatabase, openPool, readDatabaseUse, readPoolUse } from "@understudy/database";
import { prepareDatabase } from "@understudy/database/migrate";
import { AppError } from "@understudy/domain";
import { createDestinationGuard } from "@understudy/egress";
import { createAuditKeys, createWriteTurns } from "@understudy/management";
import {
  connectionsGauge,
  createLogger,
  createMetrics,
  deriveAuditKeys,
  deriveFingerprints,
  deriveKey,
  deriveSealing,
  exposeMetrics,
  runProcess,
} from "@understudy/runtime";
import { openTracing } from "@understudy/runtime/tracing";
import packageJson from "../package.json" with { type: "json" };
import { openBackupTasks } from "./backup-tasks.ts";
import { readConfig } from "./config.ts";
import { createDeliveryMeter } from "./deliver/delivery-meter.ts";
import { openOwnership } from "./deliver/ownership.ts";
import { startDelivering } from "./deliver/start-delivering.ts";
import { startJobRunner } from "./job-runner.ts";
import { createJobWork } from "./jobs/all-job-work.ts";
import { createRunJob } from "./jobs/run-job.ts";
import { createLinkMailer } from "./mail/mail-account-link.ts";
import { openMailer } from "./mail/open-mailer.ts";
import { startSealing } from "./start-sealing.ts";
import { createTasks } from "./tasks.ts";
import { traceJobs, traceTasks } from "./trace-jobs.ts";

const jobConnectionsMax = 3;
const deliveryConnectionsMax = 4;
const statementTimeoutMs = 10_000;
const jobRunMsMax = 600_000;
/** As traces and receivers know it. */
const worker = { process: "worker", version: packageJson.version };

await runProcess({
  name: "worker",
  stopTimeoutMs: 20_000,
  foreseenErrors: [AppError],
  async start() {
    const config = readConfig(process.env);
    const { databaseUrl, keys, guard, poolSize, publicOrigin, mail, licensing, metricsListen, logLevel } = config;
    const log = createLogger({ process: "worker", level: logLevel });
    const metrics = createMetrics();
    const exposed = await exposeMetrics({ name: "worker", metrics, listen: metricsListen });
    const tracing = await openTracing({ ...worker, sampling: config.traceSampling, log });
    const { tracer } = tracing;
    await prepareDatabase({ databaseUrl, ...deriveFingerprints(keys) });

    const sealing = deriveSealing(keys);
    const { db, pool, queuePool, readUse, close: closeConnections } = openConnections(databaseUrl);
    const ownership = openOwnership({
      databaseUrl,
      workerId: randomUUID(),
      pool,
      log,
      onDue: () => delivering.poke(),
    });
    const delivering = startDelivering({
      pool,
      queuePool,
      owner: ownership.owner,
      guard,
      poolSize,
      hopsKey: deriveKey(keys.secretKeyHex, "hops"),
      sealing,
      ...{ version: worker.version, tracer },
      meter: createDeliveryMeter(metrics),
      log,
    });
    metrics.addSource(() => [connectionsGauge(readUse())]);
    await ownership.ready();
    const sealer = { db, auditKeys: createAuditKeys(deriveAuditKeys(keys)) };
    const auditKeptDays = config.auditRetentionDays;
    const work = createJobWork({ db, pool, log, keys, sealing, sealer, licensing, auditKeptDays });
    const backups = openBackupTasks(config, log);
    const tasks = createTasks({
      ...{ db, pool, log },
      management: { db, sealing, guard: createDestinationGuard(guard), writeTurns: createWriteTurns() },
      runJob: createRunJob({
        ...{ db, log, work: traceJobs(work, tracer) },
        ...{ owner: ownership.owner, runMsMax: jobRunMsMax },
      }),
      mailAccountLink: createLinkMailer({ db, log, publicOrigin, sendMail: mail && openMailer(mail) }),
      backups,
    });
    const runner = startJobRunner({ databaseUrl, log, tasks: traceTasks(tasks, tracer), onPool: ownership.setJobPool });
    const auditSealing = startSealing(sealer, log);
    return {
      async stop() {
        await auditSealing.stop();
        await runner.stop();
        await delivering.stop();
        await ownership.close();
        await Promise.all([backups.close(), closeConnections(), exposed.stop(), tracing.stop()]);
      },
    };
  },
});

/** Jobs, claims with records, and all else have connections of their own, so that none of them waits for another's. */
function openConnections(databaseUrl: string) {
  const db = openDatabase({ databaseUrl, connectionsMax: jobConnectionsMax });
  const pool = openPool({ databaseUrl, connectionsMax: deliveryConnectionsMax, statementTimeoutMs });
  // Planning a claim costs more than making it. One connection for claims, one for records.
  const queuePool = openPool({ databaseUrl, connectionsMax: 2, statementTimeoutMs, isPlannedOnce: true });
  return {
    ...{ db, pool, queuePool },
    readUse: () => ({ deliveries: readPoolUse(pool), queue: readPoolUse(queuePool), jobs: readDatabaseUse(db) }),
    close: () => Promise.all([db.$disconnect(), pool.end(), queuePool.end()]),
  };
}
