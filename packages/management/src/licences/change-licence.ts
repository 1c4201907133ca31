import { findLicence, lockLimits, putLicence, type StoredLicence, type Transaction } from "@understudy/database";
import { AppError, type Licence, type LicenceChange, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { type KeyedLicence, readKey } from "./activate-licence.ts";
import { toLicence } from "./read-licences.ts";
import { toLicenceResource } from "./licence-resource.ts";

/** Changes what is given of a licence: a newer key of it, whether it counts, a note. It counts at once. */
export async function changeLicence(
  management: Management,
  actor: Actor,
  { id, change }: { id: string; change: LicenceChange },
): Promise<Licence> {
  authoriseInstallation(actor, "installation.write");
  const now = new Date();
  const keyed = change.key === undefined ? null : readKey(management, change.key, now);
  return transact(management, async (tx) => {
    await lockLimits(tx);
    const known = await requireLicence(tx, id);
    if (keyed !== null) requireNewer(known, keyed);
    const { enabled = known.enabled, note = known.note } = change;
    const stored = { ...known, ...keyed, enabled, note };
    await putLicence(tx, stored);
    const [before, after] = [toLicence(management, known, now), toLicence(management, stored, now)];
    await recordChanges(management, { tx, author: actor }, [
      { operation: "license.update", namespace: null, resource: toLicenceResource(after), before, after },
    ]);
    return after;
  });
}

/** A licence of this id, or the 404. */
export async function requireLicence(tx: Transaction, id: string): Promise<StoredLicence> {
  const licence = await findLicence(tx, id);
  if (licence === null) throw new AppError("not_found", `there is no license ${JSON.stringify(id)}`);
  return licence;
}

function requireNewer(known: StoredLicence, keyed: KeyedLicence): void {
  if (keyed.id !== known.id) {
    const message = `is of another license (${keyed.id}), which is to be activated by itself`;
    throw validationError([{ path: "$.key", message }]);
  }
  // The same key again changes nothing.
  if (keyed.issuedAt >= known.issuedAt) return;
  const message = `is older than the present key of this license, which was issued at ${known.issuedAt.toISOString()}`;
  throw validationError([{ path: "$.key", message }]);
}
