import type { Transaction } from "../client.ts";
import type { DeliveryWhereInput } from "../generated/models.ts";
import { type DeliveryFilter, toWhere } from "./read.ts";

/** What can be done with many deliveries at once. */
export type DeliveryChange = "cancel" | "redeliver";

/** Deliveries that a filter lets through and that can be changed so; `before` is the id of the last one that was changed. */
export interface ChangeableQuery {
  change: DeliveryChange;
  filter: DeliveryFilter;
  before: string | undefined;
}

/** Their ids, newest first. */
export async function listChangeable(tx: Transaction, query: ChangeableQuery, limit: number): Promise<string[]> {
  const where = toChangeable(query);
  const rows = await tx.delivery.findMany({ where, orderBy: { id: "desc" }, take: limit, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** How many they are, counted no further than `most`. */
export async function countChangeable(tx: Transaction, query: ChangeableQuery, most: number): Promise<number> {
  return tx.delivery.count({ where: toChangeable(query), take: most });
}

function toChangeable({ change, filter, before }: ChangeableQuery): DeliveryWhereInput {
  return {
    AND: [toWhere(filter), change === "cancel" ? isUnfinished : isSentAgain],
    ...(before !== undefined && { id: { lt: before } }),
  };
}

const isUnfinished: DeliveryWhereInput = { state: { in: ["waiting", "pending"] } };

/** What could not be rendered has nothing to send, and what was skipped was not to be sent. */
const isSentAgain: DeliveryWhereInput = {
  OR: [
    { state: { in: ["delivered", "cancelled"] } },
    { state: "failed", OR: [{ stateReason: null }, { NOT: { stateReason: { startsWith: "render" } } }] },
  ],
};
