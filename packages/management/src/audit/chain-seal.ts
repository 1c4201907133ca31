import type { AuditSeal, ChainPoint } from "@understudy/database";
import type { AuditEntry } from "@understudy/domain";
import type { AuditKey } from "./audit-keys.ts";

/** What the first entry of a chain comes after. */
export const chainStart: Pick<ChainPoint, "number" | "hash"> = { number: 0n, hash: Buffer.alloc(32) };

/** Seals an entry behind another one. */
export function sealEntry(entry: AuditEntry, previous: Pick<ChainPoint, "number" | "hash">, key: AuditKey): AuditSeal {
  const number = previous.number + 1n;
  return { id: entry.id, number, keyId: key.id, hash: key.sign(previous.hash, canonicalText(entry, number)) };
}

/** Signs that a chain ends here, or begins behind it. */
export function signPoint(
  key: AuditKey,
  kind: "head" | "checkpoint",
  { namespace, number, hash }: Pick<ChainPoint, "number" | "hash"> & { namespace: string | null },
): ChainPoint {
  const signature = key.sign(JSON.stringify([kind, namespace, String(number)]), hash);
  return { number, hash: Buffer.from(hash), keyId: key.id, signature };
}

/** All that an entry says, in one order. Changing what is in it makes every chain invalid: a new list needs a new key id. */
function canonicalText(entry: AuditEntry, number: bigint): string {
  const { id, namespace, at, operation, isDone, reason, times, resource, author, before, after } = entry;
  return JSON.stringify([
    ...[String(number), id, namespace, at.toISOString(), operation, isDone, reason, times],
    ...[resource.type, resource.id, resource.name],
    ...[author.kind, author.userId, author.name, author.tokenId, author.sessionId, author.address],
    ...[before, after],
  ]);
}
