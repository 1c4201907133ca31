import type { DeliveryState } from "@understudy/domain";
import type { Transaction } from "../client.ts";
import { Prisma } from "../generated/client.ts";

export interface WatchFilter {
  namespace: string;
  mockId?: string | undefined;
  requestId?: string | undefined;
  type?: string | undefined;
  callbackName?: string | undefined;
  target?: string | undefined;
  createdFrom?: Date | undefined;
}

/** What of a delivery can change while somebody waits for it. */
export interface WatchedDelivery {
  id: string;
  state: DeliveryState;
  attempts: number;
}

/** How many deliveries a look goes through: the newest of the request, or of the namespace. */
const watchedMax = 2_000;

/**
 * How those among the newest deliveries stand that fit a filter, newest first. Cheap enough to be asked again and again: it reads no
 * messages, and no more than `watchedMax` rows by an index. `isComplete` is false when there are older ones.
 */
export async function watchDeliveries(
  tx: Transaction,
  filter: WatchFilter,
): Promise<{ deliveries: WatchedDelivery[]; isComplete: boolean }> {
  const { namespace, requestId } = filter;
  const ofRequest = requestId === undefined ? Prisma.empty : Prisma.sql`and request_id = ${requestId}`;
  const rows = await tx.$queryRaw<(WatchedDelivery & { looked: number })[]>`
    with newest as materialized (
      select id, state, owner, attempts, mock_id, callback_type, callback_name, target, created_at
      from delivery where namespace = ${namespace} ${ofRequest} order by id desc limit ${watchedMax}
    ), looked as (select count(*)::int as looked from newest)
    select id, attempts, looked,
      case when state = 'pending' and owner is not null then 'sending' else state::text end as state
    from looked left join newest on ${toWhere(filter)} order by id desc`;
  // Where none fits there is one row without a delivery, for the count.
  const deliveries = rows.filter(({ id }) => id !== null).map(({ id, state, attempts }) => ({ id, state, attempts }));
  return { deliveries, isComplete: (rows[0]?.looked ?? 0) < watchedMax };
}

/** Message of a delivery, its body as far as this. Null: nothing could be rendered. */
export async function findMessages(
  tx: Transaction,
  { namespace, ids, bodyBytesMax }: { namespace: string; ids: readonly string[]; bodyBytesMax: number },
): Promise<{ deliveryId: string; head: Uint8Array; body: Uint8Array | null }[]> {
  return tx.$queryRaw`
    select delivery_id as "deliveryId", head, substring(body for ${bodyBytesMax}::int) as body
    from message where namespace = ${namespace} and delivery_id = any(${[...ids]}::uuid[])`;
}

function toWhere({ mockId, type, callbackName, target, createdFrom }: WatchFilter): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(mockId === undefined ? [] : [Prisma.sql`mock_id = ${mockId}`]),
      ...(type === undefined ? [] : [Prisma.sql`callback_type = ${type}`]),
      ...(callbackName === undefined ? [] : [Prisma.sql`callback_name = ${callbackName}`]),
      ...(target === undefined ? [] : [Prisma.sql`target = ${target}`]),
      ...(createdFrom === undefined ? [] : [Prisma.sql`created_at >= ${createdFrom}`]),
    ],
    " and ",
  );
}
