import { randomUUID } from "node:crypto";
import type { Closing } from "@understudy/database";
import type { Actor } from "./actor.ts";

/** What is deleted now by the actor, together. */
export function closingOf(actor: Actor): Closing {
  return { closedAt: new Date(), closedBy: actor.login, closedReason: null, cascadeGroupId: randomUUID() };
}
