"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type DeliveriesAddress, parseDeliveriesAddress, renderDeliveriesAddress } from "./deliveries-address.ts";

export interface DeliveriesAddressControl extends DeliveriesAddress {
  /** The address with a change, for links. */
  hrefWith: (change: Partial<DeliveriesAddress>) => string;
  /** Changes the address without asking the server for the page: the data come by query. */
  go: (change: Partial<DeliveriesAddress>, options?: { replace: boolean }) => void;
}

/** The state of the list of deliveries, kept in the address. */
export function useDeliveriesAddress(): DeliveriesAddressControl {
  const params = useSearchParams();
  const address = useMemo(() => parseDeliveriesAddress(new URLSearchParams(params)), [params]);
  const hrefWith = useCallback(
    (change: Partial<DeliveriesAddress>) => renderDeliveriesAddress({ ...address, ...change }),
    [address],
  );
  const go = useCallback((change: Partial<DeliveriesAddress>, { replace } = { replace: false }) => {
    // From the live address, not the last render's: a search that is still being typed when a row
    // is opened would otherwise write the address without that row, and close it.
    const live = parseDeliveriesAddress(new URLSearchParams(window.location.search));
    const href = renderDeliveriesAddress({ ...live, ...change });
    if (replace) window.history.replaceState(null, "", href);
    else window.history.pushState(null, "", href);
  }, []);
  return { ...address, hrefWith, go };
}
