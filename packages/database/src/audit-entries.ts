import { createHash } from "node:crypto";
import type { Change, ChangeAuthor, Denial } from "@understudy/domain";
import type { Transaction } from "./client.ts";

/** Adds what was changed to the audit trail, in the order given. Part of the transaction that makes the changes. */
export async function addAuditEntries(
  tx: Transaction,
  author: ChangeAuthor,
  changes: readonly Change[],
): Promise<void> {
  await tx.auditEntry.createMany({
    data: changes.map((change) => ({
      ...toColumns(author, change),
      before: toText(change.before),
      after: toText(change.after),
    })),
  });
}

/** Adds attempts that were denied. */
export async function addDenials(tx: Transaction, denials: readonly Denial[]): Promise<void> {
  await tx.auditEntry.createMany({
    data: denials.map(({ at, author, reason, times, ...denial }) => ({
      ...toColumns(author, denial),
      ...{ at, reason, times, isDone: false },
    })),
  });
}

function toColumns(
  author: ChangeAuthor,
  { operation, namespace, resource }: Pick<Denial, "operation" | "namespace" | "resource">,
) {
  return {
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
  };
}

/** Larger ones would be most of the database: what they were is told by their hash. */
const stateCharactersMax = 100_000;

function toText(value: object | null | undefined): string | null {
  if (value == null) return null;
  const text = JSON.stringify(value);
  if (text.length <= stateCharactersMax) return text;
  return JSON.stringify({
    isCut: true,
    characters: text.length,
    sha256: createHash("sha256").update(text).digest("hex"),
  });
}
