import { renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { supervise } from "@understudy/runtime";
import { findFreePort } from "../free-port.ts";
import { findText, writePrivateFile } from "../private-file.ts";
import { databaseName, userName, type Cluster } from "./cluster.ts";
import { prepareCluster } from "./prepare-cluster.ts";
import { startServer } from "./server.ts";

export interface EmbeddedPostgres {
  /** Connection URL; the same for as long as it runs, and across restarts of the server. */
  url: string;
  /** PostgreSQL's data folder. */
  folder: string;
  stop: () => Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute, exists, ours to write. */
  dataDir: string;
  /** Server settings beside our own, as in postgresql.conf. */
  settings?: Readonly<Record<string, string>>;
  /** Tells the user something worth knowing, in one line. */
  tell: (text: string) => void;
  /** Gives up starting; a server that recovers from a crash may take minutes. */
  stopRequested?: AbortSignal;
}

const logBytesMax = 10 * 2 ** 20;

/** Starts the PostgreSQL server of a DATA_DIR and keeps it running, on the same port and with the same password. */
export async function startEmbeddedPostgres({
  dataDir,
  settings,
  tell,
  stopRequested,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await prepareCluster(dataDir, tell);
  keepLogShort(cluster);
  const port = await choosePort(dataDir);
  const supervised = supervise({
    name: "PostgreSQL",
    tell,
    launch: (stopRequest) => startServer(cluster, { port, ...(settings !== undefined && { settings }) }, stopRequest),
  });
  const stopEarly = (): void => void supervised.stop();
  stopRequested?.addEventListener("abort", stopEarly);
  await supervised.started.finally(() => stopRequested?.removeEventListener("abort", stopEarly));
  return {
    url: `postgresql://${userName}:${cluster.password}@127.0.0.1:${port}/${databaseName}`,
    folder: cluster.folder,
    stop: () => supervised.stop(),
  };
}

/** The port of the last start if it is still free, so that a URL that somebody noted down goes on working. */
async function choosePort(dataDir: string): Promise<number> {
  const file = join(dataDir, "postgres.port");
  const last = Number(await findText(file));
  const port = await findFreePort(Number.isInteger(last) && last > 0 && last < 65_536 ? last : undefined);
  if (port !== last) await writePrivateFile(file, `${port}\n`);
  return port;
}

/** The server can't be running here, so that the file can be moved away. */
function keepLogShort({ logPath }: Cluster): void {
  const size = statSync(logPath, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytesMax) renameSync(logPath, `${logPath}.old`);
}
