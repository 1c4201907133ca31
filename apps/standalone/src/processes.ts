import { fileURLToPath } from "node:url";
import { isLoopbackAddress, type Settings } from "@understudy/domain";
import { type ChildMetrics, supervise, type Supervised } from "@understudy/runtime";
import { launchProcess } from "./launch-process.ts";

export interface Processes {
  /** Resolves when all are up; rejects as soon as one of them can't be. */
  started: Promise<void>;
  /** What they wanted the user to read so far. What comes later is told at once. */
  takeNotices: () => string[];
  /** The resolver stops accepting, the worker finishes or gives back, then web: in that order. */
  stop: () => Promise<void>;
}

export interface ProcessesOptions {
  env: NodeJS.ProcessEnv;
  /** Asks them what they count. */
  metrics: ChildMetrics;
  /** Tells the user something. */
  tell: (text: string) => void;
}

const stopOrder = ["resolver", "worker", "web"] as const;

/** Starts our processes side by side and keeps them running. */
export function startProcesses({ env, metrics, tell }: ProcessesOptions): Processes {
  const notices: string[] = [];
  let isCollecting = true;
  const onNotice = (text: string): void => {
    if (isCollecting) notices.push(text);
    else tell(text);
  };
  const supervised: Supervised[] = stopOrder.map((name) => {
    const script = fileURLToPath(new URL(`../../${name}/src/main.ts`, import.meta.url));
    return supervise({
      name,
      tell,
      launch: (stopRequested) => launchProcess({ name, script, env, onNotice, metrics }, stopRequested),
    });
  });
  return {
    started: Promise.all(supervised.map(({ started }) => started)).then(() => undefined),
    takeNotices: () => {
      isCollecting = false;
      return notices;
    },
    stop: async () => {
      for (const process_ of supervised) await process_.stop();
      // A password that is generated once must not get lost because the start was interrupted.
      if (isCollecting) notices.forEach(tell);
    },
  };
}

export interface ChildEnvOptions {
  env: NodeJS.ProcessEnv;
  settings: Settings;
  dataDir: string;
  databaseUrl: string;
  secretKey: string;
  webPort: number;
}

/** The environment of our processes: ours, with every setting that we decided. */
export function childEnv({
  env,
  settings,
  dataDir,
  databaseUrl,
  secretKey,
  webPort,
}: ChildEnvOptions): NodeJS.ProcessEnv {
  const webHost =
    isLoopbackAddress(settings.WEB_BIND_ADDR) || ["0.0.0.0", "::"].includes(settings.WEB_BIND_ADDR)
      ? "127.0.0.1"
      : settings.WEB_BIND_ADDR;
  return {
    ...env,
    DATA_DIR: dataDir,
    BACKUP_DIR: settings.BACKUP_DIR,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: secretKey,
    AUTH_MODE: settings.AUTH_MODE,
    // Only the supervisor tells Prometheus, of all of them.
    METRICS_PORT: "",
    PORT: String(settings.PORT),
    HTTP_BIND_ADDR: settings.HTTP_BIND_ADDR,
    WEB_PORT: String(webPort),
    WEB_ORIGIN: `http://${webHost}:${webPort}`,
  };
}
