import { lockSignIn, type Principal, type Transaction } from "@understudy/database";
import { AppError } from "@understudy/domain";

/** Throws `unauthorized` when somebody's password was changed, or they were disabled, while they signed in. */
export async function requireSignIn(tx: Transaction, found: Principal): Promise<void> {
  if (!(await lockSignIn(tx, found)))
    throw new AppError("unauthorized", "the account was changed while you signed in; sign in again");
}
