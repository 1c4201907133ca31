import { encodeRetryPolicy } from "@understudy/domain";
import type { Transaction } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import type { NewDelivery } from "./enqueue.ts";
import { thisMoment } from "./this-moment.ts";

/** A delivery of an event webhook, with its message. It is due at once. */
export type NewEventDelivery = Pick<
  NewDelivery,
  | "id"
  | "namespace"
  | "stateReason"
  | "pool"
  | "target"
  | "attemptsMax"
  | "retryDelayMs"
  | "timeoutMs"
  | "retryPolicy"
  | "message"
> & {
  state: "pending" | "failed" | "skipped";
  webhookId: string;
  operation: string;
  /** Of the webhook. */
  name: string | null;
};

/** Bytes of messages that one statement carries, and rows. */
const batchBytesMax = 8 * 1024 * 1024;
const batchRowsMax = 1_000;

/** Inserts deliveries of events, in the transaction of the changes that caused them. */
export async function insertEventDeliveries(tx: Transaction, deliveries: readonly NewEventDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const [{ now }] = await tx.$queryRaw<[{ now: Date }]>`select ${Prisma.raw(thisMoment)} as now`;
  for (const batch of batchesOf(deliveries)) {
    await tx.delivery.createMany({ data: batch.map((delivery) => toRow(delivery, now)) });
    await tx.message.createMany({
      data: batch.flatMap(({ namespace, id, message }) =>
        message === null
          ? []
          : [
              {
                namespaceName: namespace,
                deliveryId: id,
                head: new Uint8Array(message.head),
                body: bytesOf(message.body),
              },
            ],
      ),
    });
  }
}

function* batchesOf(deliveries: readonly NewEventDelivery[]): Generator<NewEventDelivery[]> {
  let batch: NewEventDelivery[] = [];
  let bytes = 0;
  for (const delivery of deliveries) {
    const { message } = delivery;
    const size = message === null ? 0 : message.head.length + (message.body?.length ?? 0);
    if (batch.length === batchRowsMax || (batch.length > 0 && bytes + size > batchBytesMax)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(delivery);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

function toRow(delivery: NewEventDelivery, now: Date): Prisma.DeliveryCreateManyInput {
  const { id, namespace, state, stateReason, pool, target, webhookId, operation, name } = delivery;
  return {
    ...{ namespaceName: namespace, id, state, stateReason, pool, target, webhookId, operation },
    dueAt: now,
    finishedAt: state === "pending" ? null : now,
    attemptsMax: delivery.attemptsMax,
    retryDelayMs: delivery.retryDelayMs,
    retryPolicy: encodeRetryPolicy(delivery.retryPolicy),
    timeoutMs: delivery.timeoutMs,
    callbackIndex: 0,
    callbackName: name,
    callbackType: "http",
  };
}

function bytesOf(body: Buffer | null): Uint8Array<ArrayBuffer> | null {
  return body === null ? null : new Uint8Array(body);
}
