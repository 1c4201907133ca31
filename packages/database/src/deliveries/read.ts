import { type DeliveryState, installationScope } from "@understudy/domain";
import type { Transaction } from "../client.ts";
import type { DeliveryModel, DeliveryWhereInput } from "../generated/models.ts";
import type { Pool } from "../pool.ts";

/** Of these deliveries, those that are final. */
export async function findFinished(
  pool: Pool,
  keys: readonly { namespace: string; id: string }[],
): Promise<{ namespace: string; id: string }[]> {
  const { rows } = await pool.query<{ namespace: string; id: string }>({
    name: "find_finished",
    text: `select d.namespace, d.id from delivery d
           join unnest($1::text[], $2::uuid[]) as k(namespace, id) using (namespace, id)
           where d.state not in ('waiting', 'pending')`,
    values: [keys.map(({ namespace }) => namespace), keys.map(({ id }) => id)],
  });
  return rows;
}

/** A delivery that failed or was cancelled, and why. */
export interface Undelivered {
  id: string;
  state: "failed" | "cancelled";
  reason: string | null;
}

/** Of these deliveries, those that failed or were cancelled; in the order of their callbacks. */
export async function findUndelivered(
  pool: Pool,
  keys: readonly { namespace: string; id: string }[],
): Promise<Undelivered[]> {
  const { rows } = await pool.query<Undelivered>({
    name: "find_undelivered",
    text: `select d.id, d.state::text, d.state_reason as reason from delivery d
           join unnest($1::text[], $2::uuid[]) as k(namespace, id) using (namespace, id)
           where d.state in ('failed', 'cancelled') order by d.callback_index`,
    values: [keys.map(({ namespace }) => namespace), keys.map(({ id }) => id)],
  });
  return rows;
}

/** A delivery as it is read: its row and its message. */
export interface StoredDelivery {
  id: string;
  namespace: string;
  /** The mock and the call that caused it; null: an event did. */
  mockId: string | null;
  mockVersion: number | null;
  requestId: string | null;
  /** The event webhook that asked for it, and the operation that was the event; null: it is of a mock's callback. */
  webhookId: string | null;
  operation: string | null;
  callback: { index: number; name: string | null; type: string };
  state: DeliveryState;
  stateReason: string | null;
  target: string;
  attempts: number;
  attemptsMax: number;
  createdAt: Date;
  nextAttemptAt: Date | null;
  finishedAt: Date | null;
  redeliveryOf: string | null;
  /** Null where nothing could be rendered. */
  message: Omit<StoredMessage, "deliveryId"> | null;
}

interface StoredMessage {
  deliveryId: string;
  head: Uint8Array;
  body: Uint8Array | null;
  /** Whether there is more of the body than this. */
  isBodyTruncated: boolean;
}

export interface StoredAttempt {
  number: number;
  startedAt: Date;
  durationMs: number;
  isDelivered: boolean;
  errorClass: string | null;
  error: string | null;
  statusCode: number | null;
  responseHeaders: Uint8Array | null;
  responseBody: Uint8Array | null;
  isResponseTruncated: boolean;
  address: string | null;
}

export interface DeliveryFilter {
  namespace: string;
  mockId?: string | undefined;
  requestId?: string | undefined;
  webhookId?: string | undefined;
  operation?: string | undefined;
  state?: DeliveryState | undefined;
  type?: string | undefined;
  target?: string | undefined;
  createdFrom?: Date | undefined;
  createdTo?: Date | undefined;
}

/** Deliveries, newest first; `before` is the id of the last one of the page before. */
export async function listDeliveries(
  tx: Transaction,
  filter: DeliveryFilter,
  page: { before: string | undefined; limit: number },
): Promise<StoredDelivery[]> {
  const rows = await tx.delivery.findMany({
    where: { ...toWhere(filter), ...(page.before !== undefined && { id: { lt: page.before } }) },
    orderBy: { id: "desc" },
    take: page.limit,
  });
  const messages = await readMessageStarts(
    tx,
    filter.namespace,
    rows.map((row) => row.id),
  );
  const byId = new Map(messages.map((message) => [message.deliveryId, message]));
  return rows.map((row) => toDelivery(row, byId.get(row.id) ?? null));
}

/** These deliveries of a namespace, newest first. */
export async function findDeliveries(
  tx: Transaction,
  namespace: string,
  ids: readonly string[],
): Promise<StoredDelivery[]> {
  if (ids.length === 0) return [];
  const rows = await tx.delivery.findMany({
    where: { namespaceName: namespace, id: { in: [...ids] } },
    orderBy: { id: "desc" },
  });
  const messages = await readMessageStarts(tx, namespace, ids);
  const byId = new Map(messages.map((message) => [message.deliveryId, message]));
  return rows.map((row) => toDelivery(row, byId.get(row.id) ?? null));
}

/** What of a body a list shows: a page of whole ones could be hundreds of megabytes. */
const listedBodyBytesMax = 16_384;

async function readMessageStarts(tx: Transaction, namespace: string, ids: readonly string[]): Promise<StoredMessage[]> {
  return tx.$queryRaw<StoredMessage[]>`
    select delivery_id as "deliveryId", head, substring(body for ${listedBodyBytesMax}::int) as body,
      coalesce(length(body) > ${listedBodyBytesMax}, false) as "isBodyTruncated"
    from message where namespace = ${namespace} and delivery_id = any(${ids}::uuid[])`;
}

/** Where a delivery is looked for. */
export interface DeliveryScope {
  /** Null: all. */
  namespaces: readonly string[] | null;
  /** Whether it may be one of the installation. */
  isInstallationToo: boolean;
}

/** A delivery and its attempts, first to last; null when there is none there. */
export async function findDelivery(
  tx: Transaction,
  id: string,
  { namespaces, isInstallationToo }: DeliveryScope,
): Promise<{ delivery: StoredDelivery; attempts: StoredAttempt[] } | null> {
  const all = namespaces ?? (await tx.namespace.findMany({ select: { name: true } })).map(({ name }) => name);
  const names = isInstallationToo ? [...all, installationScope] : all;
  const row = await tx.delivery.findFirst({ where: { namespaceName: { in: [...names] }, id } });
  if (row === null) return null;
  const key = { namespaceName: row.namespaceName, deliveryId: id };
  const message = await tx.message.findUnique({ where: { namespaceName_deliveryId: key } });
  const attempts = await tx.attempt.findMany({
    where: key,
    orderBy: { number: "asc" },
    omit: { namespaceName: true, deliveryId: true },
  });
  return { delivery: toDelivery(row, message && { ...message, isBodyTruncated: false }), attempts };
}

/** The condition of a filter. */
export function toWhere(filter: DeliveryFilter): DeliveryWhereInput {
  const { namespace, mockId, requestId, webhookId, operation, type, target, createdFrom, createdTo } = filter;
  return {
    namespaceName: namespace,
    ...(mockId !== undefined && { mockId }),
    ...(requestId !== undefined && { requestId }),
    ...(webhookId !== undefined && { webhookId }),
    ...(operation !== undefined && { operation }),
    ...(type !== undefined && { callbackType: type }),
    ...(target !== undefined && { target }),
    ...((createdFrom ?? createdTo) && {
      createdAt: { ...(createdFrom && { gte: createdFrom }), ...(createdTo && { lt: createdTo }) },
    }),
    ...toStateWhere(filter.state),
  };
}

/** What is due for so long and nobody has taken has no place: its lane is full, or its target's circuit open. Milliseconds. */
const parkedAfterMs = 1_000;

function parkedBefore(): Date {
  return new Date(Date.now() - parkedAfterMs);
}

/** What readers call sending is a pending row that a worker holds, and parked one that is due and has no place. */
function toStateWhere(state: DeliveryState | undefined): DeliveryWhereInput {
  switch (state) {
    case undefined:
      return {};
    case "sending":
      return { state: "pending", owner: { not: null } };
    case "pending":
      return { state: "pending", owner: null, dueAt: { gt: parkedBefore() } };
    case "parked":
      return { state: "pending", owner: null, dueAt: { lte: parkedBefore() } };
    default:
      return { state };
  }
}

function stateOf({ state, owner, dueAt }: DeliveryModel): DeliveryState {
  if (state !== "pending") return state;
  if (owner !== null) return "sending";
  return dueAt <= parkedBefore() ? "parked" : "pending";
}

function toDelivery(row: DeliveryModel, message: Omit<StoredMessage, "deliveryId"> | null): StoredDelivery {
  const isPending = row.state === "pending";
  return {
    id: row.id,
    namespace: row.namespaceName,
    mockId: row.mockId,
    mockVersion: row.mockVersion,
    requestId: row.requestId,
    webhookId: row.webhookId,
    operation: row.operation,
    callback: { index: row.callbackIndex, name: row.callbackName, type: row.callbackType },
    state: stateOf(row),
    stateReason: row.stateReason,
    target: row.target,
    attempts: row.attempts,
    attemptsMax: row.attemptsMax,
    createdAt: row.createdAt,
    nextAttemptAt: isPending && row.owner === null ? row.dueAt : null,
    finishedAt: row.finishedAt,
    redeliveryOf: row.redeliveryOf,
    message: message && { head: message.head, body: message.body, isBodyTruncated: message.isBodyTruncated },
  };
}
