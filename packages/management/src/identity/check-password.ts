import { findUserByLogin, type Principal } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Management } from "../management.ts";
import { isPassword } from "./password.ts";
import { countFor, forget, requireNoWait, throttled } from "./throttle.ts";

/**
 * Whose login and password these are. Unknown logins, wrong passwords and disabled users are alike in answer and time.
 * Throws `unauthorized`; after too many wrong guesses at the login or from the address `rate_limit`, whatever the password is.
 */
export async function checkPassword(
  management: Management,
  { login, password, address }: { login: string; password: string; address: string },
): Promise<Principal> {
  const { db } = management;
  const keys = [throttled("guess", login.toLowerCase()), ...(address === "" ? [] : [throttled("guesses", address)])];
  await requireNoWait(db, keys);
  const found = await findUserByLogin(db, login);
  const isRight = await isPassword(password, found?.passwordHash ?? null);
  if (!found?.user.enabled || !isRight) {
    await countFor(db, keys);
    throw new AppError("unauthorized", "login or password is wrong");
  }
  // Of many guesses at the same moment the right one may be the last: it is refused like the wrong ones after which it comes.
  await requireNoWait(db, keys);
  await forget(db, throttled("guess", login.toLowerCase()));
  return found;
}
