import { findDelivery } from "@understudy/database";
import { type Action, AppError } from "@understudy/domain";
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
  if (found === null) throw await unknownDelivery(management, id, "delivery.read");
  authoriseDeliveries(actor, "delivery.read", found.delivery.namespace);
  return { delivery: viewDelivery(found.delivery), attempts: found.attempts.map(viewAttempt) };
}

/** One that the actor may not see looks like none; the audit trail is told the difference. */
export async function unknownDelivery({ db }: Pick<Management, "db">, id: string, action: Action): Promise<AppError> {
  const isHidden = (await findDelivery(db, id, { namespaces: null, isInstallationToo: true })) !== null;
  return new AppError(
    "not_found",
    `there is no delivery ${id}`,
    isHidden ? { denied: { action, namespace: null } } : {},
  );
}
