import { findNamespaceState, insertNamespace, putMember } from "@understudy/database";
import { AppError, type Namespace } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { requireRoom } from "../licences/require-room.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toNamespaceChange } from "./namespace-change.ts";

/** Makes a namespace; who makes it is its owner. Throws `conflict` when the name is taken, by a deleted one too. */
export async function createNamespace(management: Management, actor: Actor, name: string): Promise<Namespace> {
  authoriseInstallation(actor, "namespace.create");
  return transact(management, async (tx) => {
    const namespace = await insertNamespace(tx, { name, createdAt: new Date() });
    if (namespace === null) throw nameTaken(name, (await findNamespaceState(tx, name)) !== "live");
    await putMember(tx, { namespace: name, userId: actor.userId, role: "owner" });
    const change = toNamespaceChange("namespace.create", { name, after: namespace });
    await recordChanges(management, { tx, author: actor }, [change]);
    await requireRoom(management, tx, ["namespaces"]);
    return namespace;
  });
}

function nameTaken(name: string, isDeleted: boolean): AppError {
  const rest = isDeleted ? ", which is deleted: restore it, or purge it from the trash" : " already";
  return new AppError("conflict", `there is a namespace ${JSON.stringify(name)}${rest}`);
}
