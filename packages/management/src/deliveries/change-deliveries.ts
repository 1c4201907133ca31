import {
  cancelDeliveries,
  countChangeable as count,
  type DeliveryChange,
  type DeliveryFilter,
  findNamespace,
  listChangeable,
  reopenDeliveries,
  wakeAfterCommit,
} from "@understudy/database";
import { installationScope } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { unknownNamespace } from "../permissions.ts";
import { namespaceOf } from "../event-webhooks/webhook-scope.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { authoriseDeliveries } from "./visible-deliveries.ts";

/** Most deliveries that one call changes: one transaction, of some tens of milliseconds. */
export const deliveryBatchMax = 1_000;
/** More are not counted: it would take as long as the change. */
const countedMax = 100_000;

/** Deliveries that a filter lets through, and what is done with those that are in a state for it. */
export interface DeliveriesChange {
  change: DeliveryChange;
  filter: DeliveryFilter;
  /** The `nextCursor` of the batch before. Newer deliveries are left alone, so that each is changed once. */
  cursor: string | undefined;
}

/** How far a change is. */
export interface ChangeProgress {
  /** By this call. One that was in no state for it any more, or has nothing to send, is passed over. */
  changed: number;
  /** How many are left. */
  remaining: number;
  /** Whether there are more than that. */
  isRemainingCut: boolean;
  /** Leads to the next batch; null: all is done. */
  nextCursor: string | null;
}

/** How many deliveries a change would be for; changes nothing. */
export async function countChangeable(
  management: Management,
  actor: Actor,
  query: DeliveriesChange,
): Promise<Pick<ChangeProgress, "remaining" | "isRemainingCut">> {
  await requireChangeable(management, actor, query.filter.namespace);
  return countRemaining(management, query);
}

/** Cancels the next batch of what a filter lets through, or sends it once more, newest first; call until there is no `nextCursor`. */
export async function changeDeliveries(
  management: Management,
  actor: Actor,
  query: DeliveriesChange & { limit: number },
): Promise<ChangeProgress> {
  const { change, filter, cursor, limit } = query;
  await requireChangeable(management, actor, filter.namespace);
  const size = Math.min(limit, deliveryBatchMax);
  const { ids, changed } = await transact(management, async (tx) => {
    const found = await listChangeable(tx, { change, filter, before: cursor }, size);
    if (found.length === 0) return { ids: found, changed: 0 };
    const keys = { namespace: filter.namespace, ids: found };
    const count = await (change === "cancel" ? cancelDeliveries(tx, keys) : reopenDeliveries(tx, keys));
    await recordChanges(management, { tx, author: actor }, [
      {
        operation: change === "cancel" ? "delivery.cancel" : "delivery.redeliver",
        namespace: namespaceOf(filter.namespace),
        resource: { type: "delivery", id: "*" },
        after: { count, filter },
      },
    ]);
    await wakeAfterCommit(tx);
    return { ids: found, changed: count };
  });
  const last = ids.at(-1);
  if (last === undefined || ids.length < size)
    return { changed, remaining: 0, isRemainingCut: false, nextCursor: null };
  const rest = await countRemaining(management, { change, filter, cursor: last });
  return { changed, ...rest, nextCursor: rest.remaining === 0 ? null : last };
}

async function requireChangeable({ db }: Management, actor: Actor, namespace: string): Promise<void> {
  authoriseDeliveries(actor, "delivery.write", namespace);
  if (namespace !== installationScope && (await findNamespace(db, namespace)) === null)
    throw unknownNamespace(namespace);
}

async function countRemaining(
  { db }: Management,
  { change, filter, cursor }: DeliveriesChange,
): Promise<Pick<ChangeProgress, "remaining" | "isRemainingCut">> {
  const found = await count(db, { change, filter, before: cursor }, countedMax + 1);
  return { remaining: Math.min(found, countedMax), isRemainingCut: found > countedMax };
}
