import type { NamespaceSummary } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import { type Closing, reopened } from "./closing.ts";
import { purging } from "./purge-namespace.ts";

/**
 * Deletes a live namespace softly. The caller has raised its version in the same transaction, so that resolvers hear of it; what is in it
 * stays as it is.
 */
export async function closeNamespace(tx: Transaction, name: string, closing: Closing): Promise<void> {
  await tx.namespace.update({ where: { name }, data: closing });
}

/**
 * Makes a deleted namespace live again, with all that is in it; false: no such namespace is deleted, or it is being purged. The caller raises
 * its version in the same transaction, so that resolvers hear of it.
 */
export async function reopenNamespace(tx: Transaction, name: string): Promise<boolean> {
  const isWhole = { OR: [{ closedReason: null }, { closedReason: { not: purging } }] };
  const where = { name, closedAt: { not: null }, ...isWhole };
  const { count } = await tx.namespace.updateMany({ where, data: reopened });
  return count === 1;
}

/** How a namespace stands; null: there is none of this name. */
export async function findNamespaceState(
  tx: Transaction,
  name: string,
): Promise<"live" | "deleted" | "purging" | null> {
  const row = await tx.namespace.findUnique({ where: { name }, select: { closedAt: true, closedReason: true } });
  if (row === null) return null;
  if (row.closedAt === null) return "live";
  return row.closedReason === purging ? "purging" : "deleted";
}

/** A page of the installation's namespaces by name, and how many there are in all. */
export async function listNamespaceSummaries(
  tx: Transaction,
  { isDeletedToo, offset, limit }: { isDeletedToo: boolean; offset: number; limit: number },
): Promise<{ namespaces: NamespaceSummary[]; total: number }> {
  const [namespaces, total] = await Promise.all([
    tx.$queryRaw<NamespaceSummary[]>`
      with page as materialized (
        select name, display_name, created_at, closed_at from namespace
        where closed_at is null or ${isDeletedToo} order by name offset ${offset} limit ${limit}
      )
      select p.name, p.display_name as "displayName", p.created_at as "createdAt", p.closed_at as "closedAt",
        (select count(*)::int from mock m where m.namespace = p.name and m.closed_at is null) as "mockCount",
        (select count(*)::int from member u where u.namespace = p.name) as "userCount"
      from page p order by p.name`,
    tx.namespace.count({ where: isDeletedToo ? {} : { closedAt: null } }),
  ]);
  return { namespaces, total };
}
