"use client";

import { ChevronDown, SearchX } from "lucide-react";
import type { DeliveryRow } from "../../trpc/delivery-shapes.ts";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { noDeliveriesFilter } from "./deliveries-address.ts";
import { DeliveriesSkeleton } from "./deliveries-skeleton.tsx";
import { DeliveriesTable } from "./deliveries-table.tsx";
import type { DeliveriesQuery } from "./use-deliveries.ts";
import type { DeliveriesAddressControl } from "./use-deliveries-address.ts";
import type { useHold } from "./use-hold.ts";

/** What there is to show: rows, or why there are none. */
export function DeliveriesList(props: {
  list: DeliveriesQuery;
  rows: readonly DeliveryRow[];
  address: DeliveriesAddressControl;
  holdHandlers: ReturnType<typeof useHold>["handlers"];
}) {
  const { list, rows, address } = props;
  if (list.data === undefined && list.error !== null) {
    return <QueryFailure error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (list.data === undefined) return <DeliveriesSkeleton />;
  if (rows.length === 0) return <NoMatchingDeliveries address={address} />;
  return (
    <>
      <DeliveriesTable
        rows={rows}
        address={address}
        isStale={list.isPlaceholderData}
        holdHandlers={props.holdHandlers}
      />
      <Ending list={list} count={rows.length} />
    </>
  );
}

/** There are deliveries, but none that the filters let through. */
function NoMatchingDeliveries({ address }: { address: DeliveriesAddressControl }) {
  return (
    <div role="status">
      <Notice icon={<SearchX className="text-ink-faint" aria-hidden="true" />} title="No delivery matches">
        <p>The id of a mock and a target are matched as a whole. New deliveries show up here by themselves.</p>
        <Button onClick={() => address.go({ ...noDeliveriesFilter, delivery: address.delivery })}>
          Clear the filters
        </Button>
      </Notice>
    </div>
  );
}

/** How many rows there are, and the way to those behind them. */
function Ending({ list, count }: { list: DeliveriesQuery; count: number }) {
  return (
    <div className="mt-3 flex min-h-8 items-center justify-between gap-4 text-sm text-ink-soft">
      <p role="status" className="tabular-nums">
        {list.hasNextPage ? `The newest ${count}` : `${count} ${count === 1 ? "delivery" : "deliveries"}`}
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
