import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";

/** Throws when the actor must first change a password that somebody else chose. */
export function requireOwnPassword(actor: Actor): void {
  if (actor.session?.mustChangePassword !== true) return;
  throw new AppError(
    "forbidden",
    "your password was chosen by somebody else: set one of your own first (POST /api/v1/auth/set-password)",
  );
}
