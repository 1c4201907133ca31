import { putRecoveryCodes } from "@understudy/database";
import type { OwnershipProof } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { changeWithProof } from "./change-with-proof.ts";
import { createRecoveryCodes } from "./recovery-codes.ts";

/** Replaces the actor's recovery codes: the old ones are worth nothing any more. The new ones are shown this once. */
export async function renewRecoveryCodes(
  management: Management,
  actor: Actor,
  options: { proof: OwnershipProof; now?: Date },
): Promise<{ recoveryCodes: string[] }> {
  const { codes, hashes } = createRecoveryCodes();
  await changeWithProof(management, actor, {
    ...options,
    operation: "recovery_codes.renew",
    change: (tx) => putRecoveryCodes(tx, actor.userId, hashes),
  });
  return { recoveryCodes: codes };
}
