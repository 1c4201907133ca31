import type { Backup, BackupStatus } from "@understudy/domain";
import type { Transaction } from "../client.ts";
import type { BackupModel, BackupWhereInput } from "../generated/models.ts";
import { cutPage, type ListPage, type MomentPosition } from "../list-page.ts";

export interface NewBackup {
  configId: string | null;
  namespace: string | null;
  isUploaded?: boolean;
  /** JSON text: who asks for it. */
  author: string;
}

/** Begins one; whoever writes its file finishes or fails it. */
export async function createBackup(tx: Transaction, { namespace, ...backup }: NewBackup): Promise<Backup> {
  return toBackup(await tx.backup.create({ data: { ...backup, ofNamespace: namespace, status: "in_progress" } }));
}

export interface BackupQuery extends ListPage<MomentPosition> {
  /** Null: of all. */
  configId: string | null;
}

/** A page of backups, the newest first, and how many there are. */
export async function listBackups(
  tx: Transaction,
  { configId, offset = 0, after, limit }: BackupQuery,
): Promise<{ backups: Backup[]; total: number; next: MomentPosition | null }> {
  const where = configId === null ? {} : { configId };
  const [rows, total] = await Promise.all([
    tx.backup.findMany({
      where: after === undefined ? where : { AND: [where, isBehind(after)] },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: offset,
      take: limit + 1,
    }),
    tx.backup.count({ where }),
  ]);
  const { page, next } = cutPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { backups: page.map(toBackup), total, next };
}

function isBehind({ at, id }: MomentPosition): BackupWhereInput {
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: id } }] };
}

export async function findBackup(tx: Transaction, id: string): Promise<(Backup & { author: string }) | null> {
  const row = await tx.backup.findUnique({ where: { id } });
  return row && { ...toBackup(row), author: row.author };
}

export async function noteBackupProgress(
  tx: Transaction,
  id: string,
  progress: { rowsDone: number; rowsTotal: number },
): Promise<void> {
  await tx.backup.updateMany({ where: { id, status: "in_progress" }, data: progress });
}

export interface WrittenBackup {
  namespace: string | null;
  rows: number;
  size: number;
  checksum: Buffer<ArrayBuffer>;
  secretKeyFingerprint: Buffer<ArrayBuffer>;
}

/** Says that its file is whole. Null: it was deleted meanwhile, or has ended already. */
export async function completeBackup(
  tx: Transaction,
  id: string,
  { rows, namespace, ...written }: WrittenBackup,
): Promise<Backup | null> {
  const where = { id, status: "in_progress" };
  const rowCounts = { rowsDone: rows, rowsTotal: rows, ofNamespace: namespace };
  const data = { ...written, ...rowCounts, status: "completed", finishedAt: new Date() };
  const [row] = await tx.backup.updateManyAndReturn({ where, data });
  return row === undefined ? null : toBackup(row);
}

export async function failBackup(tx: Transaction, id: string, reason: string): Promise<void> {
  const data = { status: "failed", reason, finishedAt: new Date() };
  await tx.backup.updateMany({ where: { id, status: "in_progress" }, data });
}

/** Returns whether there was one. */
export async function removeBackup(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.backup.deleteMany({ where: { id } })).count > 0;
}

/** Ended backups that their configs keep no longer, never the newest whole one of a config; and uploads that nobody goes on with. */
export async function listOldBackups(tx: Transaction, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select b.id from backup b left join backup_config c on c.id = b.config_id
    where (b.is_uploaded and b.status = 'in_progress' and b.created_at < ${now}::timestamptz - interval '1 day')
      or (b.status <> 'in_progress' and b.created_at < ${now}::timestamptz - c.retention_days * interval '1 day'
        and b.id is distinct from (
          select n.id from backup n where n.config_id = c.id and n.status = 'completed'
          order by n.created_at desc, n.id desc limit 1
        ))
    order by b.created_at limit 1000`;
  return rows.map(({ id }) => id);
}

function toBackup(row: BackupModel): Backup {
  const { id, configId, reason, isUploaded, createdAt, finishedAt } = row;
  return {
    ...{ id, configId, reason, isUploaded, createdAt, finishedAt },
    namespace: row.ofNamespace,
    status: row.status as BackupStatus,
    progress: { rowsDone: Number(row.rowsDone), rowsTotal: row.rowsTotal === null ? null : Number(row.rowsTotal) },
    size: row.size === null ? null : Number(row.size),
    checksum: row.checksum && toHex(row.checksum),
    secretKeyFingerprint: row.secretKeyFingerprint && toHex(row.secretKeyFingerprint),
  };
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
