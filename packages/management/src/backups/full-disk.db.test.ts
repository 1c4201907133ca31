import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";
import { openSmallDisk } from "../../../../test/small-disk.ts";
import { downloadBackup, listBackups, uploadBackup } from "../index.ts";
import { fileNameOf } from "./storage/backup-storage.ts";

/** Real: a file system of 128 KiB, and the kernel that says ENOSPC in the middle of a file. */
const disk = await openSmallDisk(128);
const noSpace = "there is no space left on the disk of BACKUP_DIR";

describe.skipIf(disk === null)("a disk that is full", () => {
  const folder = disk?.folder ?? "";
  let small: BackedUpInstallation;
  let large: BackedUpInstallation;

  beforeAll(async () => {
    [small, large] = await Promise.all([openInstallation({ folder }), openInstallation()]);
    await Promise.all([small, large].map(fill));
  });
  afterAll(async () => {
    await Promise.all([small.close(), large.close()]);
    await disk?.close();
  });

  it("fails a backup in words, leaves nothing of its file, and the next one works", async () => {
    const { management, admin } = small;
    const failed = await small.backUp();
    expect(failed).toMatchObject({ status: "failed", reason: noSpace, size: null, checksum: null });
    expect(await readdir(folder)).toEqual([]);
    await expect(downloadBackup(management, admin, failed.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await management.db.auditEntry.count({ where: { operation: "backup.create" } })).toBe(0);

    await management.db.storeEntry.deleteMany();
    const made = await small.backUp();
    expect(made).toMatchObject({ status: "completed", reason: null });
    expect(await readdir(folder)).toEqual([fileNameOf(made.id)]);
    expect(await small.restore(made.id)).toMatchObject({ status: "completed" });
  });

  it("refuses a file that is uploaded, in words, and keeps nothing of it", async () => {
    const { management, admin } = small;
    const { id } = await large.backUp();
    const [files, rows] = [await readdir(folder), await management.db.backup.count()];
    const upload = uploadBackup(management, admin, createReadStream(join(large.folder, fileNameOf(id))));
    await expect(upload).rejects.toMatchObject({ code: "unavailable", message: noSpace });
    expect(await readdir(folder)).toEqual(files);
    const page = { configId: null, offset: 0, limit: 10 };
    expect((await listBackups(management, admin, page)).total).toBe(rows);
  });
});

/** With what can't be packed into less. */
async function fill({ management }: BackedUpInstallation): Promise<void> {
  const rows = Array.from({ length: 40 }, (_, index) => ({
    ...{ namespaceName: "sandbox", chainId: "", key: `k${index}` },
    value: JSON.stringify(randomBytes(10_000).toString("base64")),
  }));
  await management.db.storeEntry.createMany({ data: rows });
}
