import { addAuditEntries, type Transaction } from "@understudy/database";
import type { Change, ChangeAuthor } from "@understudy/domain";
import type { Actor } from "./actor.ts";
import { fireEvents } from "./event-webhooks/fire-events.ts";
import type { Management } from "./management.ts";

/** Who acts without being an actor: whoever signs up, or has a link. */
export type ChangeActor = Pick<Actor, "userId" | "login"> & Partial<Pick<Actor, "token" | "session" | "address">>;

/** A job of ours that changes something by itself. */
export interface JobAuthor {
  job: string;
}

/**
 * Tells the audit trail and event webhooks what is changed, in the transaction that changes it: all of it is kept, or nothing. Every use
 * case that changes anything calls it once, as the last thing, with one change for each thing that somebody would look for.
 */
export async function recordChanges(
  management: Pick<Management, "sealing" | "guard">,
  { tx, author }: { tx: Transaction; author: ChangeActor | JobAuthor },
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return;
  const changeAuthor = toChangeAuthor(author);
  await addAuditEntries(tx, changeAuthor, changes);
  await fireEvents(management, { tx, author: changeAuthor }, changes);
}

/** The same for a job of the worker, which has no Management. */
export async function recordJobChanges(tx: Transaction, job: string, changes: readonly Change[]): Promise<void> {
  if (changes.length > 0) await addAuditEntries(tx, toChangeAuthor({ job }), changes);
}

/** Who somebody is, in words that outlive their user. */
export function toChangeAuthor(author: ChangeActor | JobAuthor): ChangeAuthor {
  if ("job" in author) {
    return { kind: "job", userId: null, name: author.job, tokenId: null, sessionId: null, address: null };
  }
  const { userId, login, token, session, address = null } = author;
  return { kind: "user", userId, name: login, tokenId: token?.id ?? null, sessionId: session?.id ?? null, address };
}
