import { findUserByLogin, type Principal } from "@understudy/database";
import { AppError, type Operation, type User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { noteRefusedProof, noteRefusedSignIn } from "../audit/note-denial.ts";
import type { Management } from "../management.ts";
import { isPassword } from "./password.ts";
import { countFor, forget, requireNoWait, throttled } from "./throttle.ts";

interface PasswordCheck {
  login: string;
  password: string;
  /** Whose guesses count together, besides those at the login; empty: not known. */
  address: string;
  /** What the password is asked for. */
  operation: Operation;
  /** Who is asked for it, where somebody is signed in already. */
  actor?: Actor;
}

/**
 * Whose login and password these are. Unknown logins, wrong passwords and disabled users are alike in answer and time.
 * Throws `unauthorized`; after too many wrong guesses at the login or from the address `rate_limit`, whatever the password is. Both are told to the
 * audit trail.
 */
export async function checkPassword(management: Management, check: PasswordCheck): Promise<Principal> {
  const { db } = management;
  const { login, password, address } = check;
  const keys = [throttled("guess", login.toLowerCase()), ...(address === "" ? [] : [throttled("guesses", address)])];
  const found = await findUserByLogin(db, login);
  const user = found?.user ?? null;
  const requireTurn = (): Promise<void> =>
    requireNoWait(db, keys).catch((error: unknown) => {
      noteRefusal(management, check, { user, reason: "too many wrong passwords" });
      throw error;
    });
  await requireTurn();
  const isRight = await isPassword(password, found?.passwordHash ?? null);
  if (!found?.user.enabled || !isRight) {
    await countFor(db, keys);
    const wrong = check.actor === undefined ? "login or password is wrong" : "the password is wrong";
    noteRefusal(management, check, {
      user,
      reason: user?.enabled === false && isRight ? "the user is disabled" : wrong,
    });
    throw new AppError("unauthorized", "login or password is wrong");
  }
  // Of many guesses at the same moment the right one may be the last: it is refused like the wrong ones after which it comes.
  await requireTurn();
  await forget(db, throttled("guess", login.toLowerCase()));
  return found;
}

function noteRefusal(
  management: Management,
  { operation, address, actor }: PasswordCheck,
  { user, reason }: { user: User | null; reason: string },
): void {
  if (actor === undefined) return noteRefusedSignIn(management, { user, operation, address, reason });
  const resource = { type: "user", id: actor.userId, name: actor.login };
  noteRefusedProof(management, actor, { operation, resource, reason });
}
