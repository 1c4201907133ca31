import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

/** Reads the state of a list from an address, and writes the address of a state. */
interface AddressCodec<State> {
  parse: (params: URLSearchParams) => State;
  render: (state: State) => string;
}

export interface AddressControl<State> {
  /** The address with a change, for links. */
  hrefWith: (change: Partial<State>) => string;
  /** Changes the address without asking the server for the page: the data come by query. */
  go: (change: Partial<State>, options?: { replace: boolean }) => void;
}

/** The state of a list, kept in the address. `codec` is the same object at each render. */
export function useAddress<State extends object>(codec: AddressCodec<State>): State & AddressControl<State> {
  const params = useSearchParams();
  const address = useMemo(() => codec.parse(new URLSearchParams(params)), [codec, params]);
  const hrefWith = useCallback((change: Partial<State>) => codec.render({ ...address, ...change }), [codec, address]);
  const go = useCallback(
    (change: Partial<State>, { replace } = { replace: false }) => {
      // From the live address, not the last render's: a search that is still being typed when a row
      // is opened would otherwise write the address without that row, and close it.
      const live = codec.parse(new URLSearchParams(window.location.search));
      const href = codec.render({ ...live, ...change });
      if (replace) window.history.replaceState(null, "", href);
      else window.history.pushState(null, "", href);
    },
    [codec],
  );
  return { ...address, hrefWith, go };
}
