import {
  enqueueJob,
  findUser,
  findUserByEmail,
  inTransaction,
  putAccountLink,
  type Transaction,
} from "@understudy/database";
import type { AccountLinkKind, User } from "@understudy/domain";
import { type MailAccountLink, mailAccountLinkTask } from "@understudy/jobs";
import { recordJobChanges } from "../record-changes.ts";
import { toUserResource } from "./user-rules.ts";
import { createSecretToken, hashSecretToken } from "../identity/secret-token.ts";
import type { Management } from "../management.ts";

/** A link with which its user, and whoever else has it, chooses their password: once, and until it expires. */
export interface AccountLink {
  kind: AccountLinkKind;
  user: User;
  /** The secret in it. Only its hash is kept. */
  token: string;
  expiresAt: Date;
}

/** What links start with, so that secret scanners can find a leaked one. */
const linkTokenPrefix = "ul_";
const hourMs = 3_600_000;
/** How long they can be used. Whoever asks for one without proof of being somebody gets little time. */
const lifetimeMs = { invitation: 7 * 24 * hourMs, reset: 24 * hourMs, forgotten: hourMs } as const;

/** Makes a user's link; the one that they had is none any more. */
export async function makeAccountLink(
  tx: Transaction,
  user: User,
  reason: keyof typeof lifetimeMs,
): Promise<AccountLink> {
  const token = createSecretToken(linkTokenPrefix);
  const expiresAt = new Date(Date.now() + lifetimeMs[reason]);
  const kind = reason === "forgotten" ? "reset" : reason;
  await putAccountLink(tx, { userId: user.id, hash: hashSecretToken(token), kind, expiresAt });
  return { kind, user, token, expiresAt };
}

/** Has a link mailed by the worker, once this transaction is committed. */
export async function mailAccountLink(tx: Transaction, payload: MailAccountLink, key?: string): Promise<void> {
  await enqueueJob(tx, { task: mailAccountLinkTask, payload, ...(key !== undefined && { key }) });
}

/** For the worker: makes the link that a job is to mail. Null: there is nobody to write to (any more). */
export async function makeMailedLink(
  { db }: Pick<Management, "db">,
  job: MailAccountLink,
): Promise<{ link: AccountLink; email: string } | null> {
  const user = job.kind === "forgotten" ? await findUserByEmail(db, job.email) : await findUser(db, job.userId);
  if (user === null || !user.enabled || user.email === null) return null;
  const { email } = user;
  const link = await inTransaction(db, async (tx) => {
    const made = await makeAccountLink(tx, user, job.kind);
    // Of the others somebody is known who sends them; this one is asked for by whoever says that it is their address.
    if (job.kind === "forgotten") {
      await recordJobChanges(tx, mailAccountLinkTask, [
        {
          operation: "account_link.send",
          namespace: null,
          resource: toUserResource(user),
          after: { kind: made.kind, isMailed: true },
        },
      ]);
    }
    return made;
  });
  return { link, email };
}
