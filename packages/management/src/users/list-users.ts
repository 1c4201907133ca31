import { listUsers as findUsers, type UserFilter } from "@understudy/database";
import type { User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";

/** A page of the users of the installation by login, and how many there are in all. `next`: behind which the next page begins. */
export async function listUsers(
  management: Management,
  actor: Actor,
  filter: UserFilter,
): Promise<{ users: User[]; total: number; next: string | null }> {
  authoriseInstallation(actor, "user.read");
  return findUsers(management.db, filter);
}
