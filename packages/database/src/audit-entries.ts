import type { Change, ChangeAuthor } from "@understudy/domain";
import type { Transaction } from "./client.ts";

/** Adds what was changed to the audit trail, in the order given. Part of the transaction that makes the changes. */
export async function addAuditEntries(
  tx: Transaction,
  author: ChangeAuthor,
  changes: readonly Change[],
): Promise<void> {
  await tx.auditEntry.createMany({
    data: changes.map(({ operation, namespace, resource, before, after }) => ({
      namespaceName: namespace,
      operation,
      resourceType: resource.type,
      resourceId: resource.id,
      resourceName: resource.name ?? null,
      authorKind: author.kind,
      authorId: author.userId,
      authorName: author.name,
      tokenId: author.tokenId,
      sessionId: author.sessionId,
      address: author.address,
      before: toText(before),
      after: toText(after),
    })),
  });
}

function toText(value: object | null | undefined): string | null {
  return value == null ? null : JSON.stringify(value);
}
