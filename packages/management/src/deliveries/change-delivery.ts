import {
  addJob,
  cancelDelivery as cancel,
  findDelivery,
  reopenDelivery,
  type StoredDelivery,
} from "@understudy/database";
import { AppError } from "@understudy/domain";
import { deliverDueTask } from "@understudy/jobs";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, visibleNamespaces } from "../permissions.ts";
import type { DeliveryView } from "./delivery-view.ts";
import { getDelivery, unknownDelivery } from "./get-delivery.ts";

/** Sends a final delivery once more: same id, same bytes, its retry policy anew. Throws `conflict` when it is not final. */
export async function redeliver(management: Management, actor: Actor, id: string): Promise<DeliveryView> {
  const delivery = await findChangeable(management, actor, id);
  await management.db.$transaction(async (tx) => {
    if (!(await reopenDelivery(tx, delivery))) throw refuse(delivery, "sent once more");
    await addJob(tx, deliverDueTask);
  });
  return (await getDelivery(management, actor, id)).delivery;
}

/** Ends a delivery that is not final. Throws `conflict` when it is. */
export async function cancelDelivery(management: Management, actor: Actor, id: string): Promise<DeliveryView> {
  const delivery = await findChangeable(management, actor, id);
  await management.db.$transaction(async (tx) => {
    if (!(await cancel(tx, delivery))) throw refuse(delivery, "cancelled");
    await addJob(tx, deliverDueTask);
  });
  return (await getDelivery(management, actor, id)).delivery;
}

async function findChangeable(management: Management, actor: Actor, id: string): Promise<StoredDelivery> {
  const found = await findDelivery(management.db, id, visibleNamespaces(actor));
  if (found === null) throw unknownDelivery(id);
  authorise(actor, "delivery.write", found.delivery.namespace);
  return found.delivery;
}

function refuse({ state, message }: StoredDelivery, change: string): AppError {
  const why = message === null && state !== "waiting" ? "nothing was rendered for it" : `it is ${state}`;
  return new AppError("conflict", `the delivery can't be ${change}: ${why}`);
}
