import {
  type Pool,
  settleDeliveries,
  type Settlement,
  type Unsettled,
  type UnsettledDelivery,
} from "@understudy/database";
import { failpoint, type Logger } from "@understudy/runtime";

export interface SettlerOptions {
  pool: Pool;
  /** Most deliveries at a time. */
  limit: number;
  consider: (delivery: UnsettledDelivery) => Unsettled;
  log: Logger;
}

/** Makes what settles some deliveries and logs each whose message could not be rendered; resolves to how many. */
export function createSettler({ pool, limit, consider, log }: SettlerOptions): () => Promise<number> {
  return async function settle() {
    const considered: UnsettledDelivery[] = [];
    const settlements = await settleDeliveries(pool, {
      limit,
      consider(delivery) {
        considered.push(delivery);
        failpoint("in-settle");
        return consider(delivery);
      },
    });
    for (const [index, delivery] of considered.entries()) logFailure(log, delivery, settlements[index]);
    return settlements.length;
  };
}

function logFailure(log: Logger, delivery: UnsettledDelivery, settlement: Settlement | undefined): void {
  if (settlement?.kind !== "fail") return;
  const { id: deliveryId, namespace, mockId, requestId, callbackType } = delivery;
  log.error(
    {
      ...{ event: "delivery.failed", callbackType, attempt: 0, deliveryId, mockId, namespace, requestId },
      ...{ errorClass: "render", error: settlement.reason },
    },
    "Failed to prepare webhook body",
  );
}
