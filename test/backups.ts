import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Actor,
  closeManagement,
  createBackup,
  ensureFirstAdmin,
  getBackup,
  getLocalActor,
  getRestore,
  makeBackup,
  type Management,
  restoreBackup,
  runRestore,
} from "../packages/management/src/index.ts";
import { openManagementOn } from "./management.ts";
import { createTestDatabase } from "./postgres.ts";

type RestoreInput = Parameters<typeof restoreBackup>[2];

/** An installation of its own, with a worker that does what is asked for at once. */
export interface BackedUpInstallation {
  management: Management;
  admin: Actor;
  databaseUrl: string;
  folder: string;
  /** Makes a backup and returns it as it ended. */
  backUp: (namespace?: string | null) => ReturnType<typeof getBackup>;
  /** Restores it and returns how that ended. */
  restore: (backupId: string, input?: Partial<RestoreInput>) => ReturnType<typeof getRestore>;
  /** All rows of a table, as JSON. */
  rows: (table: string, columns?: string) => Promise<unknown[]>;
  close: () => Promise<void>;
}

export interface InstallationOptions {
  licensing?: Management["licensing"];
  secretKeyHex?: string;
  previousSecretKeyHex?: string;
  /** Where another one keeps its backups. */
  folder?: string;
}

export async function openInstallation(options: InstallationOptions = {}): Promise<BackedUpInstallation> {
  const { folder: sharedFolder, ...keys } = options;
  const database = await createTestDatabase();
  const folder = sharedFolder ?? (await mkdtemp(join(tmpdir(), "understudy-backups-")));
  const management = openManagementOn(database.url, { ...keys, backupFolder: folder });
  await ensureFirstAdmin(management, { login: "admin", password: "correct horse" });
  const admin = await getLocalActor(management);
  return {
    ...{ management, admin, folder, databaseUrl: database.url },
    async backUp(namespace = null) {
      const { id } = await createBackup(management, admin, { configId: null, namespace });
      await makeBackup(management, id);
      return getBackup(management, admin, id);
    },
    async restore(backupId, input = {}) {
      const whole = { backupId, namespace: null, isDryRun: false, secretKeyHex: null, ...input };
      const asked = restoreBackup(management, admin, whole);
      const id = await nextRestoreId(management, asked);
      await runRestore(management, id);
      // Who asks is told that it goes on if it takes long, which is no concern of a test.
      await asked;
      return getRestore(management, admin, id);
    },
    async rows(table, columns = "t") {
      const rows = await management.db.$queryRawUnsafe<{ row: unknown }[]>(
        `select row_to_json(t) as row from (select ${columns === "t" ? "*" : columns} from ${table}) t order by row_to_json(t)::text`,
      );
      return rows.map(({ row }) => row);
    },
    async close() {
      await closeManagement(management);
      await database.drop();
      if (sharedFolder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The restore that was begun; what refuses it is thrown. */
async function nextRestoreId({ db }: Management, asked: Promise<unknown>): Promise<string> {
  let failure: unknown;
  asked.catch((error: unknown) => {
    failure = error;
  });
  for (;;) {
    const row = await db.backupRestore.findFirst({ where: { status: "in_progress" } });
    if (row !== null) return row.id;
    if (failure !== undefined) await asked;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Knows a backup whose file another installation wrote into the same folder. */
export async function adopt(to: BackedUpInstallation, from: BackedUpInstallation, backupId: string): Promise<void> {
  const row = await from.management.db.backup.findUniqueOrThrow({ where: { id: backupId } });
  await to.management.db.backup.create({ data: { ...row, configId: null } });
}
