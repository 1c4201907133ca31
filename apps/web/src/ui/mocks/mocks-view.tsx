"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { MockPanel } from "../mock-panel/mock-panel.tsx";
import { useFocusAfterPanel } from "../use-focus-after-panel.ts";
import { EmptyMocks } from "./empty-mocks.tsx";
import { MocksList } from "./mocks-list.tsx";
import { SearchBox } from "./search-box.tsx";
import { useMocksAddress } from "./use-mocks-address.ts";

/** While there is no mock at all, look again this often: the first one is probably being made in a terminal. */
const emptyRefetchMs = 3_000;

/** The list of mocks and, beside it, the one that is open. Everything that can change is in the address. */
export function MocksView(props: { namespace: string; origin: string; needsToken: boolean }) {
  const trpc = useTRPC();
  const address = useMocksAddress();
  const { search, page, mock } = address;
  const { heading, forget } = useFocusAfterPanel(mock);
  const list = useQuery({
    ...trpc.mocks.list.queryOptions({ namespace: props.namespace, search, page }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.total === 0 && search === "" ? emptyRefetchMs : false),
  });
  const { go } = address;
  const close = useCallback(() => go({ mock: null }), [go]);
  const isEmpty = list.data?.total === 0 && search === "";

  return (
    <main className="flex grow">
      {mock !== null && <h1 className="sr-only lg:hidden">Mocks</h1>}
      <div className={`@container min-w-0 grow px-4 py-4 sm:px-6 ${mock === null ? "" : "max-lg:hidden"}`}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
            Mocks
          </h1>
          {!isEmpty && (
            <SearchBox search={search} onSearch={(text) => address.go({ search: text, page: 1 }, { replace: true })} />
          )}
        </div>
        <div className="mt-4">{isEmpty ? <EmptyMocks {...props} /> : <MocksList list={list} address={address} />}</div>
      </div>
      {mock !== null && (
        <MockPanel
          key={mock}
          namespace={props.namespace}
          id={mock}
          origin={props.origin}
          onClose={close}
          onDeleted={() => {
            forget(mock);
            go({ mock: null }, { replace: true });
          }}
        />
      )}
    </main>
  );
}
