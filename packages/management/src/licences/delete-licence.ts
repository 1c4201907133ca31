import { deleteLicence as removeLicence, lockLimits } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { requireLicence } from "./change-licence.ts";
import { toLicence } from "./read-licences.ts";
import { toLicenceResource } from "./licence-resource.ts";

/** Forgets a licence: it counts no more. What was made while it did stays. */
export async function deleteLicence(management: Management, actor: Actor, id: string): Promise<void> {
  authoriseInstallation(actor, "installation.write");
  await transact(management, async (tx) => {
    await lockLimits(tx);
    const before = toLicence(management, await requireLicence(tx, id), new Date());
    await removeLicence(tx, id);
    await recordChanges(management, { tx, author: actor }, [
      { operation: "license.delete", namespace: null, resource: toLicenceResource(before), before },
    ]);
  });
}
