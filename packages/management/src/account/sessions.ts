import { endSession as endOne, endSessions, listSessions as findSessions } from "@understudy/database";
import { AppError, type Session } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { isUuid } from "../is-uuid.ts";
import { authoriseOwnAccount } from "../identity/own-account.ts";
import type { Management } from "../management.ts";
import { toSessionChange } from "../identity/session-change.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

/** A session of the actor; `isCurrent`: the one in which they ask. */
export type OwnSession = Session & { isCurrent: boolean };

/** The actor's sessions, the one that was seen last first. */
export async function listSessions(management: Management, actor: Actor): Promise<OwnSession[]> {
  authoriseOwnAccount(actor);
  const sessions = await findSessions(management.db, actor.userId, new Date());
  return sessions.map((session) => ({ ...session, isCurrent: session.id === actor.session?.id }));
}

/** Ends one of the actor's sessions, on all processes at once. */
export async function endSession(management: Management, actor: Actor, id: string): Promise<void> {
  authoriseOwnAccount(actor);
  if (!isUuid(id) || !(await end(management, actor, id)))
    throw new AppError("not_found", "you have no session of this id");
}

/** Ends all the actor's sessions but this one. Returns how many. */
export async function endOtherSessions(management: Management, actor: Actor): Promise<number> {
  authoriseOwnAccount(actor);
  return transact(management, async (tx) => {
    const ended = await endSessions(tx, actor.userId, actor.session?.id ?? null);
    if (ended > 0) {
      await recordChanges(management, { tx, author: actor }, [
        toSessionChange("session.end", actor, { id: "*", before: { count: ended } }),
      ]);
    }
    return ended;
  });
}

/** Ends the session in which the actor asks. */
export async function endOwnSession(management: Management, actor: Actor): Promise<void> {
  authoriseOwnAccount(actor);
  if (actor.session !== undefined) await end(management, actor, actor.session.id);
}

async function end(management: Management, actor: Actor, id: string): Promise<boolean> {
  return transact(management, async (tx) => {
    const isEnded = await endOne(tx, actor.userId, id);
    if (isEnded)
      await recordChanges(management, { tx, author: actor }, [toSessionChange("session.end", actor, { id })]);
    return isEnded;
  });
}
