import { createPendingSignIn, findSecondFactor, hasPendingSignIn, type Principal } from "@understudy/database";
import { pendingSignInPrefix } from "@understudy/domain";
import type { Management } from "../../management.ts";
import { requireSignIn } from "../require-sign-in.ts";
import { createSecretToken, hashSecretToken } from "../secret-token.ts";
import { transact } from "../../transact.ts";

/** Long enough to find the phone. */
const pendingMinutes = 5;

/** What stands in for a session until the second factor is shown. */
export interface SecondFactorDemand {
  tfaToken: string;
  expiresAt: Date;
}

/** Asks for the second factor of a user whose password is right; null when they have none. */
export async function demandSecondFactor(management: Management, found: Principal): Promise<SecondFactorDemand | null> {
  const userId = found.user.id;
  const factor = await findSecondFactor(management.db, userId);
  if (!factor?.confirmedAt) return null;
  const tfaToken = createSecretToken(pendingSignInPrefix);
  const expiresAt = new Date(Date.now() + pendingMinutes * 60_000);
  const idHash = hashSecretToken(tfaToken);
  await transact(management, async (tx) => {
    await requireSignIn(tx, found);
    await createPendingSignIn(tx, { idHash, userId, expiresAt });
  });
  return { tfaToken, expiresAt };
}

/** Whether a second factor can still be shown for this. */
export async function isSignInPending(management: Management, tfaToken: string): Promise<boolean> {
  return hasPendingSignIn(management.db, hashSecretToken(tfaToken), new Date());
}
