import type { Transaction } from "../client.ts";

/** An attempt without the body that came back. */
export interface AttemptOutline {
  deliveryId: string;
  number: number;
  startedAt: Date;
  durationMs: number;
  isDelivered: boolean;
  errorClass: string | null;
  error: string | null;
  statusCode: number | null;
  responseHeaders: Uint8Array | null;
  address: string | null;
}

/** The first attempts of these deliveries, in the order of time; at most so many in all. */
export async function listAttemptOutlines(
  tx: Transaction,
  { namespace, deliveryIds, limit }: { namespace: string; deliveryIds: readonly string[]; limit: number },
): Promise<AttemptOutline[]> {
  return tx.attempt.findMany({
    where: { namespaceName: namespace, deliveryId: { in: [...deliveryIds] } },
    orderBy: [{ startedAt: "asc" }, { deliveryId: "asc" }, { number: "asc" }],
    take: limit,
    omit: { namespaceName: true, responseBody: true, isResponseTruncated: true },
  });
}

/** Of these deliveries, those that waited or wait for another one, by their id. */
export async function findPredecessors(
  tx: Transaction,
  { namespace, deliveryIds }: { namespace: string; deliveryIds: readonly string[] },
): Promise<Map<string, string>> {
  const rows = await tx.delivery.findMany({
    where: { namespaceName: namespace, id: { in: [...deliveryIds] }, afterId: { not: null } },
    select: { id: true, afterId: true },
  });
  return new Map(rows.flatMap(({ id, afterId }) => (afterId === null ? [] : [[id, afterId] as const])));
}

/** How deliveries of a request stand, first to last. */
export async function listDeliveryStates(
  tx: Transaction,
  { namespace, requestId, limit }: { namespace: string; requestId: string; limit: number },
): Promise<{ id: string; state: string; stateReason: string | null; target: string }[]> {
  return tx.delivery.findMany({
    where: { namespaceName: namespace, requestId },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, state: true, stateReason: true, target: true },
  });
}
