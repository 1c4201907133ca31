import { prepareDatabase } from "@understudy/database/migrate";
import { metricsListen, publicOrigin } from "@understudy/domain";
import {
  createChildMetrics,
  createMetrics,
  deriveFingerprints,
  exposeMetrics,
  StartError,
  type Running,
} from "@understudy/runtime";
import { readConfig, type Config } from "./config.ts";
import { getOrMakeSecretKey, openDataFolder } from "./data-folder.ts";
import { findFreePort } from "./free-port.ts";
import { takeInstallationLock } from "./installation-lock.ts";
import { startEmbeddedPostgres } from "./postgres/embedded-postgres.ts";
import { childEnv, startProcesses } from "./processes.ts";
import { requirePublicPort } from "./public-port.ts";
import { renderReadyMessage } from "./ready-message.ts";
import { waitForHealth } from "./wait-for-health.ts";

/** Ends something that was started. Steps are undone in reverse order, each after the one before has ended. */
type Undo = () => Promise<void>;

/** Starts the whole installation; resolves when it answers on the public port. What was started is stopped if a later step fails. */
export async function startInstallation(env: NodeJS.ProcessEnv, stopRequested: AbortSignal): Promise<Running> {
  const undos: Undo[] = [];
  const stop = async (): Promise<void> => {
    for (const undo of undos.splice(0).reverse()) await undo();
  };
  try {
    await startSteps({ env, stopRequested, onStop: (undo) => undos.push(undo) });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

interface Start {
  env: NodeJS.ProcessEnv;
  stopRequested: AbortSignal;
  onStop: (undo: Undo) => void;
}

async function startSteps({ env, stopRequested, onStop }: Start): Promise<void> {
  const startedAt = performance.now();
  const config = readConfig(env);
  const { settings } = config;
  const url = publicOrigin(settings);
  const dataDir = await openDataFolder(config.dataDir);
  const lock = await takeInstallationLock(dataDir, { url, now: new Date() });
  onStop(() => lock.release());
  await requirePublicPort({ port: settings.PORT, address: settings.HTTP_BIND_ADDR });

  const secretKey = settings.SECRET_KEY ?? (await getOrMakeSecretKey(dataDir));
  const database = await openDatabase({ config, dataDir, onStop, stopRequested });
  throwIfStopped(stopRequested);
  const keys = { secretKeyHex: secretKey, previousSecretKeyHex: settings.SECRET_KEY_PREVIOUS ?? null };
  await prepareDatabase({ databaseUrl: database.url, ...deriveFingerprints(keys) });
  throwIfStopped(stopRequested);

  const webPort = config.webPort ?? (await findFreePort());
  const children = createChildMetrics({ timeoutMs: 2_500 });
  const exposed = await exposeMetrics({
    ...{ name: "supervisor", metrics: createMetrics(), children },
    listen: metricsListen(settings),
  });
  onStop(() => exposed.stop());
  const processes = startProcesses({
    env: childEnv({ env, settings, dataDir, databaseUrl: database.url, secretKey, webPort }),
    metrics: children,
    tell,
  });
  onStop(() => processes.stop());
  await stoppable(processes.started, stopRequested);
  await waitForHealth({ port: settings.PORT, address: settings.HTTP_BIND_ADDR, stopRequested });
  process.stdout.write(
    renderReadyMessage({
      url,
      authMode: settings.AUTH_MODE ?? "full",
      adminLogin: settings.FIRST_ADMIN_LOGIN,
      notices: processes.takeNotices(),
      dataDir,
      database: database.description,
      secondsToReady: (performance.now() - startedAt) / 1_000,
    }),
  );
}

interface Database {
  url: string;
  /** What we call it to a user, without a password. */
  description: string;
}

interface DatabaseToOpen extends Pick<Start, "onStop" | "stopRequested"> {
  config: Config;
  dataDir: string;
}

async function openDatabase({ config, dataDir, onStop, stopRequested }: DatabaseToOpen): Promise<Database> {
  const given = config.settings.DATABASE_URL;
  if (given !== undefined) {
    const { hostname, port, pathname } = new URL(given);
    return { url: given, description: `${hostname}:${port === "" ? "5432" : port}${pathname}` };
  }
  const postgres = await startEmbeddedPostgres({ dataDir, tell, stopRequested });
  onStop(() => postgres.stop());
  return { url: postgres.url, description: `embedded PostgreSQL in ${postgres.folder}` };
}

function tell(text: string): void {
  process.stdout.write(`understudy: ${text}\n`);
}

function throwIfStopped(stopRequested: AbortSignal): void {
  if (stopRequested.aborted) throw new StartError("stopped before it was ready");
}

/** Waits for something, but no longer when a stop is asked for. */
async function stoppable(work: Promise<void>, stopRequested: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) =>
    stopRequested.addEventListener("abort", () => resolve(), { once: true }),
  );
  await Promise.race([work, stopped]);
  throwIfStopped(stopRequested);
}
