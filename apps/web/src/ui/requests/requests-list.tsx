"use client";

import { ChevronDown, SearchX } from "lucide-react";
import type { RequestRow } from "../../trpc/request-shapes.ts";
import { Button } from "../button.tsx";
import { DeliveriesSkeleton } from "../deliveries/deliveries-skeleton.tsx";
import type { useHold } from "../deliveries/use-hold.ts";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { noRequestsFilter } from "./requests-address.ts";
import { RequestsTable } from "./requests-table.tsx";
import type { RequestsQuery } from "./use-requests.ts";
import type { RequestsAddressControl } from "./use-requests-address.ts";

/** What there is to show: rows, or why there are none. */
export function RequestsList(props: {
  list: RequestsQuery;
  rows: readonly RequestRow[];
  address: RequestsAddressControl;
  holdHandlers: ReturnType<typeof useHold>["handlers"];
}) {
  const { list, rows, address } = props;
  if (list.data === undefined && list.error !== null) {
    return <QueryFailure error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (list.data === undefined) return <DeliveriesSkeleton />;
  if (rows.length === 0) return <NoMatchingRequests address={address} />;
  return (
    <>
      <RequestsTable rows={rows} address={address} isStale={list.isPlaceholderData} holdHandlers={props.holdHandlers} />
      <Ending list={list} count={rows.length} />
    </>
  );
}

/** There are calls, but none that the filters let through. */
function NoMatchingRequests({ address }: { address: RequestsAddressControl }) {
  return (
    <div role="status">
      <Notice icon={<SearchX className="text-ink-faint" aria-hidden="true" />} title="No request matches">
        <p>A path is found by any part of it, the id of a mock as a whole. New calls show up here by themselves.</p>
        <Button onClick={() => address.go({ ...noRequestsFilter, request: address.request })}>Clear the filters</Button>
      </Notice>
    </div>
  );
}

/** How many rows there are, and the way to those behind them. */
function Ending({ list, count }: { list: RequestsQuery; count: number }) {
  return (
    <div className="mt-3 flex min-h-8 items-center justify-between gap-4 text-sm text-ink-soft">
      <p role="status" className="tabular-nums">
        {list.hasNextPage ? `The newest ${count}` : `${count} ${count === 1 ? "request" : "requests"}`}
      </p>
      {list.hasNextPage && (
        <Button aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          <ChevronDown size={14} aria-hidden="true" />
          {list.isFetchingNextPage ? "Loading…" : "Load more"}
        </Button>
      )}
    </div>
  );
}
