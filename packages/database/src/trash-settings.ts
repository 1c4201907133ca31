import type { TrashSettings } from "@understudy/domain";
import type { Transaction } from "./client.ts";

interface Change {
  isEnabled: boolean;
  days: number;
  changedAt: Date;
  changedBy: string;
}

/** When the trash of a live namespace is emptied: as it says itself, else as the installation does. Null: no such namespace. */
export async function findTrashSettings(tx: Transaction, namespace: string): Promise<TrashSettings | null> {
  const row = await tx.namespace.findFirst({
    where: { name: namespace, closedAt: null },
    select: { trashEnabled: true, trashKeptDays: true, trashChangedAt: true, trashChangedBy: true },
  });
  if (row === null) return null;
  if (row.trashEnabled === null || row.trashKeptDays === null) {
    return { ...(await getGlobalTrashSettings(tx)), isInherited: true };
  }
  const { trashEnabled, trashKeptDays, trashChangedAt, trashChangedBy } = row;
  return {
    isEnabled: trashEnabled,
    days: trashKeptDays,
    isInherited: false,
    changedAt: trashChangedAt,
    changedBy: trashChangedBy,
  };
}

/** When the trash is emptied of namespaces that say nothing themselves. */
export async function getGlobalTrashSettings(tx: Transaction): Promise<TrashSettings> {
  const row = await tx.installation.findUniqueOrThrow({ where: { id: 1 } });
  return {
    isEnabled: row.trashEnabled,
    days: row.trashKeptDays,
    isInherited: false,
    changedAt: row.trashChangedAt,
    changedBy: row.trashChangedBy,
  };
}

export async function writeTrashSettings(tx: Transaction, namespace: string, change: Change): Promise<void> {
  await tx.namespace.update({ where: { name: namespace }, data: toColumns(change) });
}

export async function writeGlobalTrashSettings(tx: Transaction, change: Change): Promise<void> {
  await tx.installation.update({ where: { id: 1 }, data: toColumns(change) });
}

/** Namespaces, deleted ones too, whose trash is emptied, and after how many days. */
export async function listTrashRetentions(
  tx: Transaction,
): Promise<{ namespace: string; days: number; closedAt: Date | null }[]> {
  const { isEnabled, days } = await getGlobalTrashSettings(tx);
  const rows = await tx.namespace.findMany({
    select: { name: true, trashEnabled: true, trashKeptDays: true, closedAt: true },
    orderBy: { name: "asc" },
  });
  return rows
    .filter(({ trashEnabled }) => trashEnabled ?? isEnabled)
    .map(({ name, trashKeptDays, closedAt }) => ({ namespace: name, days: trashKeptDays ?? days, closedAt }));
}

function toColumns({ isEnabled, days, changedAt, changedBy }: Change) {
  return { trashEnabled: isEnabled, trashKeptDays: days, trashChangedAt: changedAt, trashChangedBy: changedBy };
}
