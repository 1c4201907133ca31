import { type Database, openDatabase } from "@understudy/database";
import type { Sealing } from "@understudy/domain";
import { type ChangeWaiter, openChangeWaiter } from "./change-waiter.ts";

/** What every use case works on. Opened once a process. */
export interface Management {
  db: Database;
  changes: ChangeWaiter;
  sealing: Sealing;
}

export interface OpenManagementOptions {
  databaseUrl: string;
  /** What secrets of users are encrypted with. */
  sealing: Sealing;
}

const connectionsMax = 20;

/** Opens lazily: nothing is connected before the first use. */
export function openManagement({ databaseUrl, sealing }: OpenManagementOptions): Management {
  const db = openDatabase({ databaseUrl, connectionsMax });
  return { db, changes: openChangeWaiter({ db, databaseUrl }), sealing };
}

export async function closeManagement(management: Management): Promise<void> {
  await management.changes.close();
  await management.db.$disconnect();
}
