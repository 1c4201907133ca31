import type { ClaimedDelivery } from "@understudy/database";
import type { DeliverySlots } from "./delivery-slots.ts";

/** What this worker has claimed, until what came of it is recorded or it is given back. */
export interface HeldDeliveries {
  add: (deliveries: readonly ClaimedDelivery[]) => void;
  letGo: (id: string) => void;
  ids: () => string[];
}

export function createHeldDeliveries(slots: DeliverySlots): HeldDeliveries {
  const held = new Map<string, ClaimedDelivery>();
  return {
    add(deliveries) {
      for (const delivery of deliveries) {
        slots.of(delivery).hold(delivery);
        held.set(delivery.id, delivery);
      }
    },
    letGo(id) {
      const delivery = held.get(id);
      if (delivery === undefined) return;
      slots.of(delivery).release(delivery);
      held.delete(id);
    },
    ids: () => [...held.keys()],
  };
}
