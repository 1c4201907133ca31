import {
  cancelDelivery as cancel,
  findDelivery,
  insertRedelivery,
  reopenDelivery,
  type StoredDelivery,
  wakeAfterCommit,
} from "@understudy/database";
import { laneOf } from "@understudy/answering";
import {
  AppError,
  type Change,
  decodeMessage,
  encodeMessage,
  type Operation,
  redirectMessage,
  type RedeliveryTarget,
  validationError,
} from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { namespaceOf } from "../event-webhooks/webhook-scope.ts";
import { recordChanges } from "../record-changes.ts";
import type { DeliveryView } from "./delivery-view.ts";
import { getDelivery, unknownDelivery } from "./get-delivery.ts";
import { transact } from "../transact.ts";
import { authoriseDeliveries, visibleDeliveries } from "./visible-deliveries.ts";

/**
 * Sends what a delivery sent to another target: a delivery of its own, without the secrets of the old one. Throws `validation` when the
 * target is none for its kind of message.
 */
export async function redeliverElsewhere(
  management: Management,
  actor: Actor,
  { id, target }: { id: string; target: RedeliveryTarget },
): Promise<DeliveryView> {
  const delivery = await findChangeable(management, actor, id);
  if (delivery.message === null || delivery.state === "skipped") throw refuse(delivery, "sent to another target");
  const redirected = redirectMessage(
    decodeMessage(Buffer.from(delivery.message.head).toString()),
    target,
    management.sealing,
  );
  if ("problems" in redirected) throw validationError(redirected.problems);
  const { message } = redirected;
  const lane = laneOf(message, management.guard);
  const {
    namespace,
    message: { body },
  } = delivery;
  const newId = await transact(management, async (tx) => {
    const inserted = await insertRedelivery(tx, {
      namespace,
      ofId: id,
      target: lane.target,
      pool: lane.isOwn ? message.hops : 0,
      message: { head: Buffer.from(encodeMessage(message)), body: body && Buffer.from(body) },
    });
    await recordChanges(management, { tx, author: actor }, [
      {
        ...describe(delivery, "delivery.redeliver_elsewhere"),
        // Of the new target nothing but where it is: what it holds may be secret.
        after: { id: inserted, target: lane.target },
      },
    ]);
    await wakeAfterCommit(tx);
    return inserted;
  });
  return (await getDelivery(management, actor, newId)).delivery;
}

/** Sends a final delivery once more: same id, same bytes, its retry policy anew. Throws `conflict` when it is not final. */
export async function redeliver(management: Management, actor: Actor, id: string): Promise<DeliveryView> {
  const delivery = await findChangeable(management, actor, id);
  await transact(management, async (tx) => {
    if (!(await reopenDelivery(tx, delivery))) throw refuse(delivery, "sent once more");
    await recordChanges(management, { tx, author: actor }, [describe(delivery, "delivery.redeliver")]);
    await wakeAfterCommit(tx);
  });
  return (await getDelivery(management, actor, id)).delivery;
}

/** Ends a delivery that is not final. Throws `conflict` when it is. */
export async function cancelDelivery(management: Management, actor: Actor, id: string): Promise<DeliveryView> {
  const delivery = await findChangeable(management, actor, id);
  await transact(management, async (tx) => {
    if (!(await cancel(tx, delivery))) throw refuse(delivery, "cancelled");
    await recordChanges(management, { tx, author: actor }, [
      { ...describe(delivery, "delivery.cancel"), after: { state: "cancelled" } },
    ]);
    await wakeAfterCommit(tx);
  });
  return (await getDelivery(management, actor, id)).delivery;
}

async function findChangeable(management: Management, actor: Actor, id: string): Promise<StoredDelivery> {
  const found = await findDelivery(management.db, id, visibleDeliveries(actor));
  if (found === null) throw await unknownDelivery(management, id, "delivery.write");
  authoriseDeliveries(actor, "delivery.write", found.delivery.namespace);
  return found.delivery;
}

function describe({ namespace, id, state }: StoredDelivery, operation: Operation): Change {
  return { operation, namespace: namespaceOf(namespace), resource: { type: "delivery", id }, before: { state } };
}

function refuse({ state, message }: StoredDelivery, change: string): AppError {
  const why = message === null && state !== "waiting" ? "nothing was rendered for it" : `it is ${state}`;
  return new AppError("conflict", `the delivery can't be ${change}: ${why}`);
}
