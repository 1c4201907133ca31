import {
  type Backlog,
  countOpenCircuits,
  countWorkers,
  measureBacklog,
  type PoolUse,
  readDatabaseUse,
} from "@understudy/database";
import type { Management } from "./management.ts";

/** What the whole installation is like now, whichever process asks. */
export interface InstallationMeasures {
  backlog: Backlog;
  openCircuits: number;
  workers: number;
  resolvers: { living: number; inStep: number };
}

/** For operators, without anything of a namespace. Rejects when the database is away. */
export async function measureInstallation({ db, presence }: Management): Promise<InstallationMeasures> {
  const [backlog, openCircuits, workers, resolvers] = await Promise.all([
    measureBacklog(db),
    countOpenCircuits(db),
    countWorkers(db),
    presence.ask(),
  ]);
  return { backlog, openCircuits, workers, resolvers };
}

/** This process's connections for use cases. */
export function readConnections({ db }: Management): PoolUse {
  return readDatabaseUse(db);
}
