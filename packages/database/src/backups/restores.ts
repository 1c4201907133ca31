import type { BackupRestore, BackupStatus, RestorePlan } from "@understudy/domain";
import type { Transaction } from "../client.ts";
import type { BackupRestoreModel, BackupRestoreWhereInput } from "../generated/models.ts";
import { cutPage, type ListPage, type MomentPosition } from "../list-page.ts";

export interface NewRestore {
  backupId: string;
  namespace: string | null;
  isDryRun: boolean;
  /** Sealed. */
  secretKey: string | null;
  /** JSON text: who asks for it. */
  author: string;
}

export async function createRestore(tx: Transaction, { namespace, ...restore }: NewRestore): Promise<BackupRestore> {
  const data = { ...restore, ofNamespace: namespace, status: "in_progress" };
  return toRestore(await tx.backupRestore.create({ data }));
}

/** A restore, with what only the job that does it needs. */
export async function findRestore(
  tx: Transaction,
  id: string,
): Promise<(BackupRestore & { author: string; secretKey: string | null }) | null> {
  const row = await tx.backupRestore.findUnique({ where: { id } });
  return row && { ...toRestore(row), author: row.author, secretKey: row.secretKey };
}

/** A page of restores, the newest first, and how many there are. */
export async function listRestores(
  tx: Transaction,
  { offset = 0, after, limit }: ListPage<MomentPosition>,
): Promise<{ restores: BackupRestore[]; total: number; next: MomentPosition | null }> {
  const [rows, total] = await Promise.all([
    tx.backupRestore.findMany({
      where: after === undefined ? {} : isBehind(after),
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: offset,
      take: limit + 1,
    }),
    tx.backupRestore.count(),
  ]);
  const { page, next } = cutPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { restores: page.map(toRestore), total, next };
}

function isBehind({ at, id }: MomentPosition): BackupRestoreWhereInput {
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: id } }] };
}

export async function noteRestoreProgress(
  tx: Transaction,
  id: string,
  progress: { rowsDone: number; rowsTotal: number },
): Promise<void> {
  await tx.backupRestore.updateMany({ where: { id, status: "in_progress" }, data: progress });
}

/** Says what it did, or would do. Part of the transaction that does it. */
export async function completeRestore(tx: Transaction, id: string, plan: RestorePlan): Promise<void> {
  const data = { ...ended("completed"), plan: JSON.stringify(plan) };
  await tx.backupRestore.updateMany({ where: { id, status: "in_progress" }, data });
}

export async function failRestore(tx: Transaction, id: string, reason: string): Promise<void> {
  await tx.backupRestore.updateMany({ where: { id, status: "in_progress" }, data: { ...ended("failed"), reason } });
}

function ended(status: BackupStatus) {
  return { status, finishedAt: new Date(), secretKey: null };
}

function toRestore(row: BackupRestoreModel): BackupRestore {
  const { id, backupId, isDryRun, reason, createdAt, finishedAt } = row;
  return {
    ...{ id, backupId, isDryRun, reason, createdAt, finishedAt },
    namespace: row.ofNamespace,
    status: row.status as BackupStatus,
    progress: { rowsDone: Number(row.rowsDone), rowsTotal: row.rowsTotal === null ? null : Number(row.rowsTotal) },
    plan: row.plan === null ? null : (JSON.parse(row.plan) as RestorePlan),
  };
}
