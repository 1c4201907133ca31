import { findUserByLogin, type Principal } from "@understudy/database";
import { AppError, type Operation } from "@understudy/domain";
import { noteRefusedSignIn } from "../audit/note-denial.ts";
import type { Management } from "../management.ts";
import { isPassword } from "./password.ts";
import { countFor, forget, requireNoWait, throttled } from "./throttle.ts";

/**
 * Whose login and password these are. Unknown logins, wrong passwords and disabled users are alike in answer and time.
 * `operation`: what the password is asked for. Throws `unauthorized`; after too many wrong guesses at the login or from the address `rate_limit`, whatever the password is.
 */
export async function checkPassword(
  management: Management,
  { login, password, address, operation }: { login: string; password: string; address: string; operation: Operation },
): Promise<Principal> {
  const { db } = management;
  const keys = [throttled("guess", login.toLowerCase()), ...(address === "" ? [] : [throttled("guesses", address)])];
  const found = await findUserByLogin(db, login);
  const refuse = (reason: string): void =>
    noteRefusedSignIn(management, { user: found?.user ?? null, operation, address, reason });
  await requireNoWait(db, keys).catch((error: unknown) => {
    refuse("too many wrong passwords");
    throw error;
  });
  const isRight = await isPassword(password, found?.passwordHash ?? null);
  if (!found?.user.enabled || !isRight) {
    await countFor(db, keys);
    refuse(found?.user.enabled === false && isRight ? "the user is disabled" : "login or password is wrong");
    throw new AppError("unauthorized", "login or password is wrong");
  }
  // Of many guesses at the same moment the right one may be the last: it is refused like the wrong ones after which it comes.
  await requireNoWait(db, keys);
  await forget(db, throttled("guess", login.toLowerCase()));
  return found;
}
