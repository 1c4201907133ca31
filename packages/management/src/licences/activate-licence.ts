import { findLicence, listLicences, lockLimits, putLicence, type StoredLicence } from "@understudy/database";
import { AppError, type Licence, type LicenceTerms, licencesMax, validationError } from "@understudy/domain";
import { readLicenceKey } from "@understudy/signing";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toLicence } from "./read-licences.ts";
import { toLicenceResource } from "./licence-resource.ts";

/** Activates a licence by its key: its limits count at once. Throws `validation` when the key is none, `conflict` when the licence is active already. */
export async function activateLicence(management: Management, actor: Actor, key: string): Promise<Licence> {
  authoriseInstallation(actor, "installation.write");
  const now = new Date();
  const keyed = readKey(management, key, now);
  return transact(management, async (tx) => {
    await lockLimits(tx);
    const known = await findLicence(tx, keyed.id);
    if (known !== null) {
      const message = `the license ${keyed.id} is active here already; its newer key goes to PUT /api/v1/admin/licenses/${keyed.id}`;
      throw new AppError("conflict", message);
    }
    if ((await listLicences(tx)).length >= licencesMax) {
      throw new AppError("conflict", `there are ${licencesMax} licenses already; delete one first`);
    }
    const stored = { ...keyed, enabled: true, note: "", activatedAt: now, activatedBy: actor.login };
    await putLicence(tx, stored);
    const licence = toLicence(management, stored, now);
    await recordChanges(management, { tx, author: actor }, [
      { operation: "license.create", namespace: null, resource: toLicenceResource(licence), after: licence },
    ]);
    return licence;
  });
}

/** What a key makes of a licence. */
export type KeyedLicence = Pick<StoredLicence, "key" | "keyEnding" | "issuer"> & Omit<LicenceTerms, "version">;

const keyEndingLength = 6;

/** Reads a key that somebody gave. Throws `validation`, which says at `$.key` why it is none that counts. */
export function readKey({ licensing, sealing }: Management, key: string, now: Date): KeyedLicence {
  const { publicKey } = licensing;
  if (publicKey === null) throw badKey("can't be checked: LICENSE_PUBLIC_KEY, the key of the issuer, is not set");
  const read = readLicenceKey(key, publicKey);
  if ("problem" in read) throw badKey(read.problem);
  const { version: _version, ...terms } = read.terms;
  if (terms.expiresAt <= now) throw badKey(`has expired: the license ended at ${terms.expiresAt.toISOString()}`);
  const compact = key.replace(/\s+/g, "");
  return { ...terms, key: sealing.seal(compact), keyEnding: compact.slice(-keyEndingLength), issuer: publicKey };
}

function badKey(message: string): AppError {
  return validationError([{ path: "$.key", message }]);
}
