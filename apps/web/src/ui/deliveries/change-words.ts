import { installationScope } from "@understudy/domain";
import type { DeliveriesAddress } from "./deliveries-address.ts";
import { stateWord } from "./delivery-state.tsx";

/** What can be done with many deliveries. */
export type DeliveryChange = "cancel" | "redeliver";

/** How many deliveries, in words; a count that was cut is a lower bound. */
export function countDeliveries(count: number, isCut = false): string {
  return `${isCut ? "more than " : ""}${count.toLocaleString("en")} ${count === 1 ? "delivery" : "deliveries"}`;
}

/** Which deliveries the filters show, in words. */
export function describeFilters({ state, mock, webhook, target }: DeliveriesAddress, namespace: string): string {
  const filters = [
    ...(state === null ? [] : [`state ${stateWord(state)}`]),
    ...(mock.trim() === "" ? [] : [`mock ${mock.trim()}`]),
    ...(webhook === "" ? [] : [`event webhook ${webhook}`]),
    ...(target.trim() === "" ? [] : [`target ${target.trim()}`]),
  ];
  const where = namespace === installationScope ? "the installation" : namespace;
  return filters.length === 0 ? `all of ${where}` : `${filters.join(", ")}, in ${where}`;
}
