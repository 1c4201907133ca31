"use client";

import { useCallback } from "react";
import { NewChip } from "../deliveries/new-chip.tsx";
import { useHold } from "../deliveries/use-hold.ts";
import { useSteadyRows } from "../deliveries/use-steady-rows.ts";
import { RequestPanel } from "../request-panel/request-panel.tsx";
import { useFocusAfterPanel } from "../use-focus-after-panel.ts";
import { EmptyRequests } from "./empty-requests.tsx";
import { isFiltered, toListInput } from "./requests-address.ts";
import { RequestsFilters } from "./requests-filters.tsx";
import { RequestsList } from "./requests-list.tsx";
import { useRequests } from "./use-requests.ts";
import { useRequestsAddress } from "./use-requests-address.ts";

/** The request log and, beside it, the call that is open. Everything that can change is in the address. */
export function RequestsView({ namespace, origin }: { namespace: string; origin: string }) {
  const address = useRequestsAddress();
  const { request, go } = address;
  const { heading } = useFocusAfterPanel(request);
  const list = useRequests(namespace, address);
  const hold = useHold();
  const { rows, heldCount, release } = useSteadyRows(list.rows, {
    list: JSON.stringify(toListInput(namespace, address)),
    isHeld: hold.isHeld || request !== null,
  });
  const close = useCallback(() => go({ request: null }), [go]);
  const isEmpty = list.data !== undefined && !list.isPlaceholderData && rows.length === 0 && !isFiltered(address);

  return (
    <main className="flex grow">
      {request !== null && <h1 className="sr-only lg:hidden">Requests</h1>}
      <div className={`@container min-w-0 grow px-4 py-4 sm:px-6 ${request === null ? "" : "max-lg:hidden"}`}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <div className="flex min-h-8 items-center gap-3">
            <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
              Requests
            </h1>
            <NewChip
              count={heldCount}
              what="requests"
              onShow={() => {
                release();
                window.scrollTo({ top: 0 });
                heading.current?.focus();
              }}
            />
          </div>
          {!isEmpty && <RequestsFilters address={address} rows={rows} />}
        </div>
        <div className="mt-4">
          {isEmpty ? (
            <EmptyRequests namespace={namespace} origin={origin} />
          ) : (
            <RequestsList list={list} rows={rows} address={address} holdHandlers={hold.handlers} />
          )}
        </div>
      </div>
      {request !== null && <RequestPanel key={request} namespace={namespace} id={request} onClose={close} />}
    </main>
  );
}
