import { type Database, openDatabase } from "@understudy/database";
import { type ChangeWaiter, openChangeWaiter } from "./change-waiter.ts";
import { createSealing, type Sealing } from "./secrets/sealing.ts";

/** What every use case works on. Opened once a process. */
export interface Management {
  db: Database;
  changes: ChangeWaiter;
  sealing: Sealing;
}

export interface OpenManagementOptions {
  databaseUrl: string;
  /** 32 bytes derived from SECRET_KEY: what secrets of users are encrypted with. */
  sealingKey: Buffer;
}

const connectionsMax = 20;

/** Opens lazily: nothing is connected before the first use. */
export function openManagement({ databaseUrl, sealingKey }: OpenManagementOptions): Management {
  const db = openDatabase({ databaseUrl, connectionsMax });
  return { db, changes: openChangeWaiter({ db, databaseUrl }), sealing: createSealing(sealingKey) };
}

export async function closeManagement(management: Management): Promise<void> {
  await management.changes.close();
  await management.db.$disconnect();
}
