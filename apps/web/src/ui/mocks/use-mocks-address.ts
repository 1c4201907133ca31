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
  const go = useCallback(
    (change: Partial<MocksAddress>, { replace } = { replace: false }) => {
      const href = hrefWith(change);
      if (replace) window.history.replaceState(null, "", href);
      else window.history.pushState(null, "", href);
    },
    [hrefWith],
  );
  return { ...address, hrefWith, go };
}
