import type { AuditEntry, AuditFilter, ChangeAuthor } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { AuditEntryModel, AuditEntryWhereInput } from "./generated/models.ts";

/** A page of the audit trail, newest first; `before` is the id of the last entry of the page before. */
export async function listAuditEntries(
  tx: Transaction,
  filter: AuditFilter,
  page: { before: string | undefined; limit: number },
): Promise<AuditEntry[]> {
  const rows = await tx.auditEntry.findMany({
    where: { AND: [toWhere(filter), page.before === undefined ? {} : { id: { lt: page.before } }] },
    orderBy: { id: "desc" },
    take: page.limit,
  });
  return rows.map(toAuditEntry);
}

function toWhere({ namespace, operation, actor, resource, outcome, from, to }: AuditFilter): AuditEntryWhereInput {
  return {
    ...(namespace !== undefined && { namespaceName: namespace }),
    ...(operation !== undefined && { operation: { startsWith: operation } }),
    ...(actor !== undefined && { authorName: actor }),
    ...(resource !== undefined && { resourceId: resource }),
    ...(outcome !== undefined && { isDone: outcome === "done" }),
    ...((from !== undefined || to !== undefined) && {
      at: { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: to }) },
    }),
  };
}

export function toAuditEntry(row: AuditEntryModel): AuditEntry {
  const { id, at, operation, isDone, reason, times, before, after, number } = row;
  return {
    ...{ id, at, operation, isDone, reason, times, before, after, number },
    namespace: row.namespaceName,
    resource: { type: row.resourceType, id: row.resourceId, name: row.resourceName },
    author: {
      kind: row.authorKind as ChangeAuthor["kind"],
      userId: row.authorId,
      name: row.authorName,
      tokenId: row.tokenId,
      sessionId: row.sessionId,
      address: row.address,
    },
  };
}

/** When a live namespace was made; null: there is none of this name. */
export async function findNamespaceCreation(tx: Transaction, name: string): Promise<Date | null> {
  const row = await tx.namespace.findFirst({ where: { name, closedAt: null }, select: { createdAt: true } });
  return row?.createdAt ?? null;
}
