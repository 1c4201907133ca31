import { deleteAccountLink, endSessions, findPasswordHash, setPassword } from "@understudy/database";
import { AppError, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { checkPassword } from "../identity/check-password.ts";
import { hashPassword, isPassword } from "../identity/password.ts";
import { authoriseOwnAccount } from "../identity/own-account.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { requireUser, toUserChange } from "../users/user-rules.ts";

/** Changes the actor's password and ends all their other sessions. Returns how many. Throws `validation` when `current` is wrong. */
export async function changePassword(
  management: Management,
  actor: Actor,
  { current, wanted }: { current: string; wanted: string },
): Promise<{ endedSessions: number }> {
  authoriseOwnAccount(actor);
  if (!(await isCurrent(management, actor, current))) {
    throw validationError([{ path: "$.current_password", message: "is wrong" }]);
  }
  if (wanted === current) throw sameAsBefore();
  return storePassword(management, actor, wanted);
}

/** Sets the password of an actor who must change one that somebody else chose, and ends all their other sessions. */
export async function replaceGivenPassword(
  management: Management,
  actor: Actor,
  wanted: string,
): Promise<{ endedSessions: number }> {
  authoriseOwnAccount(actor);
  if (actor.session?.mustChangePassword !== true) {
    throw new AppError(
      "forbidden",
      "you have chosen your password yourself: change it with the current one (POST /api/v1/auth/change-password)",
    );
  }
  const current = await findPasswordHash(management.db, actor.userId);
  if (await isPassword(wanted, current)) throw sameAsBefore();
  return storePassword(management, actor, wanted);
}

/** Guesses count as those at the sign-in do. */
async function isCurrent(management: Management, actor: Actor, password: string): Promise<boolean> {
  const { login } = actor;
  try {
    await checkPassword(management, { login, password, address: "", operation: "user.password.set", actor });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthorized") return false;
    throw error;
  }
}

function sameAsBefore(): AppError {
  return validationError([{ path: "$.new_password", message: "must be another one than now" }]);
}

async function storePassword(
  management: Management,
  actor: Actor,
  password: string,
): Promise<{ endedSessions: number }> {
  const { userId, session } = actor;
  const passwordHash = await hashPassword(password);
  return transact(management, async (tx) => {
    await setPassword(tx, userId, { passwordHash, mustChangePassword: false });
    await deleteAccountLink(tx, userId);
    const endedSessions = await endSessions(tx, userId, session?.id ?? null);
    const change = toUserChange("user.password.set", { user: await requireUser(tx, userId) });
    await recordChanges(management, { tx, author: actor }, [change]);
    return { endedSessions };
  });
}
