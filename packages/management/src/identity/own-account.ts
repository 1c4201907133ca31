import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { authoriseInstallation } from "../permissions.ts";

/** Throws unless the actor may change their own account: a person who is signed in may, an API token never. */
export function authoriseOwnAccount(actor: Actor): void {
  if (actor.token !== null) throw new AppError("forbidden", "an API token can't change an account; sign in to do that");
  authoriseInstallation(actor, "account.write");
}
