import { countRecoveryCodes, findSecondFactor } from "@understudy/database";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { authoriseOwnAccount } from "../own-account.ts";

/** What may be shown of a second factor; never its secret. */
export interface SecondFactorView {
  /** Signing in asks for it. */
  isOn: boolean;
  confirmedAt: Date | null;
  recoveryCodesLeft: number;
}

/** The actor's own second factor. One that was set up and never confirmed is none. */
export async function getSecondFactor(management: Management, actor: Actor): Promise<SecondFactorView> {
  authoriseOwnAccount(actor);
  const factor = await findSecondFactor(management.db, actor.userId);
  if (!factor?.confirmedAt) return { isOn: false, confirmedAt: null, recoveryCodesLeft: 0 };
  const recoveryCodesLeft = await countRecoveryCodes(management.db, actor.userId);
  return { isOn: true, confirmedAt: factor.confirmedAt, recoveryCodesLeft };
}
