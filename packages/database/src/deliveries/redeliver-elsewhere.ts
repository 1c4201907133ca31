import { Prisma } from "../generated/client.ts";
import type { Transaction } from "../client.ts";
import { thisMoment } from "./this-moment.ts";

/** A delivery that sends what an earlier one sent to another target. */
export interface Redelivery {
  namespace: string;
  /** The earlier one. */
  ofId: string;
  target: string;
  pool: number;
  message: { head: Uint8Array<ArrayBuffer>; body: Uint8Array<ArrayBuffer> | null };
}

/** Inserts it, due now, with the policy of the earlier one. Returns its id. Throws when there is no earlier one. */
export async function insertRedelivery(tx: Transaction, redelivery: Redelivery): Promise<string> {
  const { namespace, ofId, target, pool, message } = redelivery;
  const earlier = await tx.delivery.findUniqueOrThrow({
    where: { namespaceName_id: { namespaceName: namespace, id: ofId } },
    select: {
      attemptsMax: true,
      retryDelayMs: true,
      retryPolicy: true,
      timeoutMs: true,
      mockId: true,
      mockVersion: true,
      requestId: true,
      webhookId: true,
      operation: true,
      callbackIndex: true,
      callbackName: true,
      callbackType: true,
    },
  });
  const [clock] = await tx.$queryRaw<[{ now: Date }]>`select ${Prisma.raw(thisMoment)} as now`;
  const { id } = await tx.delivery.create({
    data: {
      ...earlier,
      namespaceName: namespace,
      state: "pending",
      target,
      pool,
      dueAt: clock.now,
      redeliveryOf: ofId,
    },
  });
  await tx.message.create({
    data: { namespaceName: namespace, deliveryId: id, head: message.head, body: message.body },
  });
  return id;
}
