import { type DeliveryFilter, findNamespace, listDeliveries as readDeliveries } from "@understudy/database";
import { installationScope } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { unknownNamespace } from "../permissions.ts";
import { type DeliveryView, viewDelivery } from "./delivery-view.ts";
import { authoriseDeliveries } from "./visible-deliveries.ts";

/** Most deliveries of one page. */
const pageMax = 200;

/** A page of deliveries, newest first. `nextCursor` leads to the page behind it; null: there is none. */
export async function listDeliveries(
  management: Management,
  actor: Actor,
  query: DeliveryFilter & { cursor: string | undefined; limit: number },
): Promise<{ deliveries: DeliveryView[]; nextCursor: string | null }> {
  const { cursor, limit, ...filter } = query;
  authoriseDeliveries(actor, "delivery.read", filter.namespace);
  const isNamespace = filter.namespace !== installationScope;
  if (isNamespace && (await findNamespace(management.db, filter.namespace)) === null)
    throw unknownNamespace(filter.namespace);
  const size = Math.min(limit, pageMax);
  // One more than the page, to know whether there is another.
  const found = await readDeliveries(management.db, filter, { before: cursor, limit: size + 1 });
  const page = found.slice(0, size);
  return { deliveries: page.map(viewDelivery), nextCursor: found.length > size ? (page.at(-1)?.id ?? null) : null };
}
