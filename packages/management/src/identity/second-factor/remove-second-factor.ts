import { deleteSecondFactor } from "@understudy/database";
import type { OwnershipProof } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { changeWithProof } from "./change-with-proof.ts";

/** Switches the actor's second factor off; its secret and recovery codes are gone. */
export async function removeSecondFactor(
  management: Management,
  actor: Actor,
  options: { proof: OwnershipProof; now?: Date },
): Promise<void> {
  await changeWithProof(management, actor, {
    ...options,
    operation: "second_factor.remove",
    change: async (tx) => {
      await deleteSecondFactor(tx, actor.userId);
    },
  });
}
