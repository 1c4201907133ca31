"use client";

import { type ReactNode, useCallback } from "react";
import { DeliveryPanel } from "../delivery-panel/delivery-panel.tsx";
import { useFocusAfterPanel } from "../use-focus-after-panel.ts";
import { ChangeAllMenu } from "./change-all-menu.tsx";
import { isFiltered, toListInput } from "./deliveries-address.ts";
import { DeliveriesFilters } from "./deliveries-filters.tsx";
import { DeliveriesList } from "./deliveries-list.tsx";
import { NewChip } from "./new-chip.tsx";
import { useDeliveries } from "./use-deliveries.ts";
import { useDeliveriesAddress } from "./use-deliveries-address.ts";
import { useHold } from "./use-hold.ts";
import { useSteadyRows } from "./use-steady-rows.ts";

/** The list of deliveries and, beside it, the one that is open. Everything that can change is in the address. */
export function DeliveriesView(props: { namespace: string; title?: string; empty: ReactNode }) {
  const { namespace, title = "Deliveries", empty } = props;
  const address = useDeliveriesAddress();
  const { delivery, go } = address;
  const { heading } = useFocusAfterPanel(delivery);
  const list = useDeliveries(namespace, address);
  const hold = useHold();
  const { rows, heldCount, release } = useSteadyRows(list.rows, {
    list: JSON.stringify(toListInput(namespace, address)),
    isHeld: hold.isHeld || delivery !== null,
  });
  const close = useCallback(() => go({ delivery: null }), [go]);
  const isEmpty = list.data !== undefined && !list.isPlaceholderData && rows.length === 0 && !isFiltered(address);

  return (
    <main className="flex grow">
      {delivery !== null && <h1 className="sr-only lg:hidden">{title}</h1>}
      <div className={`@container min-w-0 grow px-4 py-4 sm:px-6 ${delivery === null ? "" : "max-lg:hidden"}`}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <div className="flex min-h-8 items-center gap-3">
            <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
              {title}
            </h1>
            <NewChip
              count={heldCount}
              what="deliveries"
              onShow={() => {
                release();
                window.scrollTo({ top: 0 });
                heading.current?.focus();
              }}
            />
          </div>
          {!isEmpty && <ChangeAllMenu namespace={namespace} address={address} />}
          {!isEmpty && <DeliveriesFilters address={address} rows={rows} />}
        </div>
        <div className="mt-4">
          {isEmpty ? empty : <DeliveriesList list={list} rows={rows} address={address} holdHandlers={hold.handlers} />}
        </div>
      </div>
      {delivery !== null && <DeliveryPanel key={delivery} namespace={namespace} id={delivery} onClose={close} />}
    </main>
  );
}
