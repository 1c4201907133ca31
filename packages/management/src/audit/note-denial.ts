import { type AppError, type ChangedResource, type Operation, toStorableText, type User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { toChangeAuthor } from "../record-changes.ts";

/** Where somebody was refused: the operation of REST or the procedure of the dashboard, and what they named. */
export interface DeniedAt {
  operation: string;
  path: string;
}

/** Longest of what a caller chose that is kept. */
const charactersMax = 500;

/**
 * Tells the audit trail that somebody was refused: by the permission table, or because they may not see what they named. Other errors are
 * no denials. It is written by and by, and bounded, so that nobody waits for it nor fills the trail.
 */
export function noteDenial(
  { denials }: Management,
  actor: Actor,
  { error, at }: { error: AppError; at: DeniedAt },
): void {
  if (error.code !== "forbidden" && error.denied === null) return;
  const isSeen = error.code === "forbidden";
  const namespace = error.denied?.namespace ?? null;
  const path = cut(at.path);
  denials.note({
    author: toChangeAuthor(actor),
    operation: error.denied?.action ?? at.operation,
    // What they may not see is perhaps not there: no chain is begun in its name.
    namespace: isSeen ? namespace : null,
    resource: { type: "operation", id: at.operation, name: path },
    reason: cut(error.message),
  });
}

/** The same for somebody who could not show who they are. What they called themselves is kept if it is a user: else it may be a password. */
export function noteRefusedSignIn(
  { denials }: Management,
  refused: { user: User | null; operation: Operation; address: string; reason: string },
): void {
  const { user, operation, address, reason } = refused;
  denials.note({
    author: {
      kind: "anonymous",
      ...{ userId: null, name: "anonymous", tokenId: null, sessionId: null },
      address: address === "" ? null : address,
    },
    operation,
    namespace: null,
    resource: user === null ? { type: "user", id: "unknown" } : { type: "user", id: user.id, name: user.login },
    reason,
  });
}

/** The same for somebody who is signed in, and could not show that it is really them: a session that was left open is not enough. */
export function noteRefusedProof(
  { denials }: Management,
  actor: Actor,
  { operation, resource, reason }: { operation: Operation; resource: ChangedResource; reason: string },
): void {
  denials.note({ author: toChangeAuthor(actor), operation, namespace: null, resource, reason });
}

function cut(text: string): string {
  return toStorableText(text.slice(0, charactersMax));
}
