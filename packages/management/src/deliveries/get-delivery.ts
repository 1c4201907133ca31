import { findDelivery } from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { type AttemptView, type DeliveryView, viewAttempt, viewDelivery } from "./delivery-view.ts";
import { authoriseDeliveries, visibleDeliveries } from "./visible-deliveries.ts";

/** A delivery with its attempts. Throws `not_found` when there is none that the actor may see. */
export async function getDelivery(
  management: Management,
  actor: Actor,
  id: string,
): Promise<{ delivery: DeliveryView; attempts: AttemptView[] }> {
  const found = await findDelivery(management.db, id, visibleDeliveries(actor));
  if (found === null) throw unknownDelivery(id);
  authoriseDeliveries(actor, "delivery.read", found.delivery.namespace);
  return { delivery: viewDelivery(found.delivery), attempts: found.attempts.map(viewAttempt) };
}

export function unknownDelivery(id: string): AppError {
  return new AppError("not_found", `there is no delivery ${id}`);
}
