import { addAuditEntries, type Transaction } from "@understudy/database";
import type { Change, ChangeAuthor } from "@understudy/domain";
import type { Actor } from "./actor.ts";
import type { Management } from "./management.ts";

/** A job of ours that changes something by itself. */
export interface JobAuthor {
  job: string;
}

/**
 * Tells the audit trail what is changed, in the transaction that changes it: both are kept, or neither. Every use case that
 * changes anything calls it once, with one change for each thing that somebody would look for.
 */
export async function recordChanges(
  _management: Pick<Management, "sealing">,
  { tx, author }: { tx: Transaction; author: Actor | JobAuthor },
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return;
  await addAuditEntries(tx, toChangeAuthor(author), changes);
}

/** The same for a job of the worker, which has no Management. */
export async function recordJobChanges(tx: Transaction, job: string, changes: readonly Change[]): Promise<void> {
  if (changes.length > 0) await addAuditEntries(tx, toChangeAuthor({ job }), changes);
}

/** Who somebody is, in words that outlive their user. */
export function toChangeAuthor(author: Actor | JobAuthor): ChangeAuthor {
  if ("job" in author) {
    return { kind: "job", userId: null, name: author.job, tokenId: null, sessionId: null, address: null };
  }
  const { userId, login, token, session, address = null } = author;
  return { kind: "user", userId, name: login, tokenId: token?.id ?? null, sessionId: session?.id ?? null, address };
}
