import type { DeliveryState } from "@understudy/domain";
import type { DeliveryView } from "../deliveries/delivery-view.ts";
import type { RequestView } from "../requests/request-view.ts";

export const eventKinds = ["request", "delivery"] as const;

/** A stub call that was answered; a delivery that was made, or changed; more than could be told. */
export type StreamEvent =
  | { kind: "request"; request: RequestView }
  | { kind: "delivery"; delivery: DeliveryView }
  | { kind: "gap"; of: (typeof eventKinds)[number] };

/** What somebody wants to be told of. What is given must all hold. */
export interface EventFilter {
  namespace: string;
  kinds: readonly (typeof eventKinds)[number][];
  mockId?: string | undefined;
  requestId?: string | undefined;
  /** Of deliveries. */
  state?: DeliveryState | undefined;
}

export function isWantedRequest({ mockId, requestId }: EventFilter, request: RequestView): boolean {
  return (mockId === undefined || request.mockId === mockId) && (requestId === undefined || request.id === requestId);
}

export function isWantedDelivery({ mockId, requestId, state }: EventFilter, delivery: DeliveryView): boolean {
  return (
    (mockId === undefined || delivery.mockId === mockId) &&
    (requestId === undefined || delivery.requestId === requestId) &&
    (state === undefined || delivery.state === state)
  );
}
