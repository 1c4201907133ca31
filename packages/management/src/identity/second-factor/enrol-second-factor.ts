import { putUnconfirmedSecondFactor } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { authoriseOwnAccount } from "../own-account.ts";
import { recordChanges } from "../../record-changes.ts";
import { transact } from "../../transact.ts";
import { toSecondFactorChange } from "./second-factor-change.ts";
import { createTotpSecret, totpUri } from "./totp.ts";

/**
 * Sets up an authenticator for the actor. Signing in asks for it once it has been confirmed with a code. The secret, in base32, and the
 * URI that holds it (for a QR code) are shown this once. Throws `conflict` when there is a confirmed one.
 */
export async function enrolSecondFactor(
  management: Management,
  actor: Actor,
): Promise<{ secret: string; otpauthUri: string }> {
  authoriseOwnAccount(actor);
  const secret = createTotpSecret();
  const isStored = await transact(management, async (tx) => {
    const isNew = await putUnconfirmedSecondFactor(tx, actor.userId, management.sealing.seal(secret));
    if (isNew)
      await recordChanges(management, { tx, author: actor }, [toSecondFactorChange("second_factor.enrol", actor)]);
    return isNew;
  });
  if (!isStored)
    throw new AppError("conflict", "the second factor is on already; switch it off before you set up another");
  return { secret, otpauthUri: totpUri(secret, actor.login) };
}
