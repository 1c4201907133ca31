import { readdir } from "node:fs/promises";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";
import { enqueueScheduledBackup, listBackupSchedules } from "../../../database/src/index.ts";
import { BackupConfigInputSchema } from "../../../domain/src/index.ts";
import { createBackupConfig, makeBackup, removeOldBackups, updateBackupConfig } from "../index.ts";

const dayMs = 86_400_000;
let installation: BackedUpInstallation;

beforeEach(async () => {
  installation = await openInstallation();
});

afterEach(async () => {
  await installation.close();
});

describe("what a config says", () => {
  it("is due by its schedule while it is switched on, and one backup at a time", async () => {
    const { management, admin } = installation;
    const { db } = management;
    const input = BackupConfigInputSchema.parse({ name: "nightly", schedule: "0 3 * * *" });
    const { id } = await createBackupConfig(management, admin, input);
    await createBackupConfig(management, admin, { ...input, schedule: null });
    expect(await listBackupSchedules(db)).toEqual([{ id, schedule: "0 3 * * *" }]);

    const begun = await db.$transaction((tx) => enqueueScheduledBackup(tx, id));
    expect(begun).toMatchObject({ configId: id, status: "in_progress" });
    expect(await db.$transaction((tx) => enqueueScheduledBackup(tx, id))).toBeNull();
    await makeBackup(management, begun?.id ?? "");
    const entry = await db.auditEntry.findFirstOrThrow({ where: { operation: "backup.create" } });
    expect(entry).toMatchObject({ authorKind: "job", authorName: "make_backup", resourceId: begun?.id });

    await updateBackupConfig(management, admin, { id, input: { ...input, enabled: false } });
    expect(await listBackupSchedules(db)).toEqual([]);
    expect(await db.$transaction((tx) => enqueueScheduledBackup(tx, id))).toBeNull();
  });

  it("removes backups that are too old with their files, and keeps the newest whole one", async () => {
    const { management, admin, folder } = installation;
    const input = BackupConfigInputSchema.parse({ name: "nightly", retention: 7 });
    const { id: configId } = await createBackupConfig(management, admin, input);
    const made = [];
    for (const days of [30, 20, 10]) {
      const { id } = await installation.backUp();
      const createdAt = new Date(Date.now() - days * dayMs);
      await management.db.backup.update({ where: { id }, data: { configId, createdAt } });
      made.push(id);
    }
    const byHand = await installation.backUp();
    await management.db.backup.update({ where: { id: byHand.id }, data: { createdAt: new Date(0) } });
    expect(await removeOldBackups(management)).toBe(2);
    const left = await management.db.backup.findMany({ select: { id: true } });
    expect(left.map(({ id }) => id).sort()).toEqual([made[2], byHand.id].sort());
    expect((await readdir(folder)).length).toBe(2);
    expect(await removeOldBackups(management)).toBe(0);
  });

  it("names what can't be written to, and leaves nothing half written", async () => {
    const { folder } = installation;
    await writeFile(join(folder, "file"), "");
    const broken = await openInstallation({ folder: join(folder, "file") });
    const backup = await broken.backUp();
    expect(backup).toMatchObject({ status: "failed", reason: "BACKUP_DIR is not a folder" });
    await broken.close();
    expect(await readdir(folder)).toEqual(["file"]);
  });
});
