import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { getOrMakeSecret } from "../private-file.ts";
import { findBinaries } from "./binaries.ts";
import type { Cluster } from "./cluster.ts";
import { initialiseCluster, setPassword } from "./initialise.ts";
import { endLeftoverServer } from "./leftover-server.ts";
import { placeDatabase } from "./placement.ts";

/** Finds the database of a DATA_DIR, or makes it. Ends a server that a killed start left behind. */
export async function prepareCluster(dataDir: string, tell: (text: string) => void): Promise<Cluster> {
  const { folder, account, isElsewhere } = await placeDatabase(dataDir);
  const binaries = await findBinaries(account);
  const passwordFile = join(dataDir, "postgres.password");
  const hadPassword = existsSync(passwordFile);
  const password = await getOrMakeSecret(passwordFile, () => randomBytes(24).toString("hex"));
  const cluster: Cluster = { folder, account, binaries, password, logPath: join(dataDir, "postgres.log") };

  await endLeftoverServer(folder);
  const isNew = !existsSync(folder);
  await initialiseCluster(cluster);
  if (!isNew && !hadPassword) setPassword(cluster);
  if (isNew && isElsewhere)
    tell(`${account.name}, which runs PostgreSQL, can't enter ${dataDir}: the database is in ${folder}`);
  return cluster;
}
