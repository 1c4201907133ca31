import { type DeliveryState, deliveryStates } from "@understudy/domain";

/** What the address line says about the list of deliveries: it survives a reload and can be sent to somebody. */
export interface DeliveriesAddress {
  /** Null: all. */
  state: DeliveryState | null;
  /** Id of the mock whose deliveries are shown; empty: all. */
  mock: string;
  /** Id of the event webhook whose deliveries are shown; empty: all. */
  webhook: string;
  /** Host, with its port unless it is the usual one; empty: all. */
  target: string;
  /** Id of the delivery that is open. */
  delivery: string | null;
}

export const noDeliveriesFilter: DeliveriesAddress = {
  state: null,
  mock: "",
  webhook: "",
  target: "",
  delivery: null,
};

/** Reads it; what makes no sense counts as absent. */
export function parseDeliveriesAddress(params: URLSearchParams): DeliveriesAddress {
  return {
    state: deliveryStates.find((state) => state === params.get("state")) ?? null,
    mock: params.get("mock")?.slice(0, 200) ?? "",
    webhook: params.get("webhook")?.slice(0, 200) ?? "",
    target: params.get("target")?.slice(0, 2_000) ?? "",
    delivery: params.get("delivery")?.slice(0, 200) ?? null,
  };
}

/** Writes it, as the part of the address from `?` on; what is usual is left out. */
export function renderDeliveriesAddress({ state, mock, webhook, target, delivery }: DeliveriesAddress): string {
  const params = new URLSearchParams();
  if (state !== null) params.set("state", state);
  if (mock !== "") params.set("mock", mock);
  if (webhook !== "") params.set("webhook", webhook);
  if (target !== "") params.set("target", target);
  if (delivery !== null) params.set("delivery", delivery);
  return params.size === 0 ? "?" : `?${params.toString()}`;
}

/** What the server is asked for. */
export function toListInput(namespace: string, { state, mock, webhook, target }: DeliveriesAddress) {
  return { namespace, state, mockId: mock.trim(), webhookId: webhook, target: target.trim() };
}

/** Where the page behind this one begins; null: there is none. */
export function nextCursorOf({ nextCursor }: { nextCursor: string | null }): string | null {
  return nextCursor;
}

export function isFiltered({ state, mock, webhook, target }: DeliveriesAddress): boolean {
  return state !== null || mock !== "" || webhook !== "" || target !== "";
}
