import { createUser as insertUser, lockUsers, type Transaction } from "@understudy/database";
import { AppError, type InvitationInput, type User } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { requireRoom } from "../licences/require-room.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { type AccountLink, mailAccountLink, makeAccountLink } from "./account-links.ts";
import { requireFree, requireHelpable, requireUser, toUserChange, toUserResource } from "./user-rules.ts";

/** What became of a link: it is on its way by mail (`link` null), or here for whoever asked to hand it on. */
export interface HandedLink {
  user: User;
  link: AccountLink | null;
}

/** Makes a user without a password and a link with which they choose one. It is mailed if that is possible (`canMail`) and they have an address. */
export async function inviteUser(
  management: Management,
  actor: Actor,
  { input, canMail }: { input: InvitationInput; canMail: boolean },
): Promise<HandedLink> {
  authoriseInstallation(actor, "user.write");
  const { username: login, email = null, role: systemRole } = input;
  return transact(management, async (tx) => {
    await lockUsers(tx);
    await requireFree(tx, { login, email });
    const user = await insertUser(tx, { login, email, systemRole, passwordHash: null });
    const handed = await handLink(tx, user, canMail);
    const change = toUserChange("user.create", { user, after: user });
    await recordChanges(management, { tx, author: actor }, [change]);
    await requireRoom(management, tx, ["users"]);
    return handed;
  });
}

/** Makes a new link for a user: an invitation as long as they have no password, a reset later. The older one is none any more. */
export async function sendAccountLink(
  management: Management,
  actor: Actor,
  { id, canMail }: { id: string; canMail: boolean },
): Promise<HandedLink> {
  authoriseInstallation(actor, "user.reset");
  return transact(management, async (tx) => {
    await lockUsers(tx);
    const user = await requireUser(tx, id);
    requireHelpable(actor, user);
    if (!user.enabled) throw new AppError("conflict", `${user.login} is disabled; enable them first`);
    const handed = await handLink(tx, user, canMail);
    const after = { kind: kindFor(user), isMailed: handed.link === null };
    await recordChanges(management, { tx, author: actor }, [
      { operation: "account_link.send", namespace: null, resource: toUserResource(user), after },
    ]);
    return handed;
  });
}

async function handLink(tx: Transaction, user: User, canMail: boolean): Promise<HandedLink> {
  const kind = kindFor(user);
  if (!canMail || user.email === null) return { user, link: await makeAccountLink(tx, user, kind) };
  await mailAccountLink(tx, { kind, userId: user.id });
  return { user, link: null };
}

function kindFor({ hasPassword }: User): "reset" | "invitation" {
  return hasPassword ? "reset" : "invitation";
}
