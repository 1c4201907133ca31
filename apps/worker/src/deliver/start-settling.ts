import { randomUUID } from "node:crypto";
import { type Pool, settleDeliveries, type Settlement, type UnsettledDelivery } from "@understudy/database";
import type { Sealing } from "@understudy/domain";
import type { DestinationGuard } from "@understudy/egress";
import { failpoint, type Logger } from "@understudy/runtime";
import { createFakerSource } from "@understudy/templating";
import { createConsider } from "./settle-delivery.ts";
import { createSettleLoop, type SettleLoop } from "./settle-loop.ts";

export interface SettlingOptions {
  pool: Pool;
  sealing: Sealing;
  guard: DestinationGuard;
  log: Logger;
  /** Some are settled: they, or what waits for them, may be due, now and after these waits (milliseconds). */
  onSettled: (delaysMs: readonly number[]) => void;
}

/** Most deliveries that are settled in one transaction. */
const settledMax = 100;

/** Puts together what decides how deliveries go on whose predecessors are final. */
export function startSettling({ pool, sealing, guard, log, onSettled }: SettlingOptions): SettleLoop {
  const consider = createConsider({ sealing, guard, faker: createFakerSource({ createUuid: randomUUID }) });
  return createSettleLoop({
    async settle() {
      const considered: UnsettledDelivery[] = [];
      const { settlements, delaysMs } = await settleDeliveries(pool, {
        limit: settledMax,
        consider(delivery) {
          considered.push(delivery);
          failpoint("in-settle");
          return consider(delivery);
        },
      });
      for (const [index, delivery] of considered.entries()) logFailure(log, delivery, settlements[index]);
      if (settlements.length > 0) onSettled(delaysMs);
      return settlements.length;
    },
    onError(error) {
      log.warn({ event: "settle.failed", error: String(error) }, "Deliveries could not be settled; trying again");
    },
  });
}

function logFailure(log: Logger, delivery: UnsettledDelivery, settlement: Settlement | undefined): void {
  if (settlement?.kind !== "fail") return;
  const { id: deliveryId, namespace, mockId, requestId, callbackType } = delivery;
  const fields = { callbackType, attempt: 0, deliveryId, mockId, namespace, requestId };
  log.error(
    { event: "delivery.failed", ...fields, errorClass: "render", error: settlement.reason },
    "Failed to prepare webhook body",
  );
}
