import type { NamespaceSummary } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import { type Closing, reopened } from "./closing.ts";
import { Prisma } from "./generated/client.ts";
import { cutPage, type ListPage } from "./list-page.ts";
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

export interface NamespaceSummaryQuery extends ListPage<string> {
  isDeletedToo: boolean;
  /** Part of the name or the display name, in any case. */
  search?: string | undefined;
}

/** A page of the installation's namespaces by name, and how many there are in all. */
export async function listNamespaceSummaries(
  tx: Transaction,
  { isDeletedToo, search = "", offset = 0, after = "", limit }: NamespaceSummaryQuery,
): Promise<{ namespaces: NamespaceSummary[]; total: number; next: string | null }> {
  const isSearched = Prisma.sql`(closed_at is null or ${isDeletedToo})
    and (${search} = '' or position(lower(${search}) in lower(name)) > 0 or position(lower(${search}) in lower(display_name)) > 0)`;
  const [rows, counted] = await Promise.all([
    tx.$queryRaw<NamespaceSummary[]>`
      with page as materialized (
        select name, display_name, created_at, closed_at from namespace
        where ${isSearched} and name > ${after} order by name offset ${offset} limit ${limit + 1}
      )
      select p.name, p.display_name as "displayName", p.created_at as "createdAt", p.closed_at as "closedAt",
        (select count(*)::int from mock m where m.namespace = p.name and m.closed_at is null) as "mockCount",
        (select count(*)::int from member u where u.namespace = p.name) as "userCount"
      from page p order by p.name`,
    tx.$queryRaw<{ total: number }[]>`select count(*)::int as total from namespace where ${isSearched}`,
  ]);
  const { page, next } = cutPage(rows, limit, ({ name }) => name);
  return { namespaces: page, total: counted[0]?.total ?? 0, next };
}
