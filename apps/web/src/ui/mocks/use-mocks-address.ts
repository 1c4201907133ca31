"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type MocksAddress, parseMocksAddress, renderMocksAddress } from "./mocks-address.ts";

export interface MocksAddressControl extends MocksAddress {
  /** The address with a change, for links. */
  hrefWith: (change: Partial<MocksAddress>) => string;
  /** Changes the address without asking the server for the page: the data come by query. */
  go: (change: Partial<MocksAddress>, options?: { replace: boolean }) => void;
}

/** The state of the list of mocks, kept in the address. */
export function useMocksAddress(): MocksAddressControl {
  const params = useSearchParams();
  const address = useMemo(() => parseMocksAddress(new URLSearchParams(params)), [params]);
  const hrefWith = useCallback(
    (change: Partial<MocksAddress>) => renderMocksAddress({ ...address, ...change }),
    [address],
  );
  const go = useCallback((change: Partial<MocksAddress>, { replace } = { replace: false }) => {
    // From the live address, not the last render's: a search that is still being typed when a row
    // is opened would otherwise write the address without that row, and close it.
    const live = parseMocksAddress(new URLSearchParams(window.location.search));
    const href = renderMocksAddress({ ...live, ...change });
    if (replace) window.history.replaceState(null, "", href);
    else window.history.pushState(null, "", href);
  }, []);
  return { ...address, hrefWith, go };
}
