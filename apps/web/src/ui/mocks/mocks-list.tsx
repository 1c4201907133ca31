"use client";

import type { MockRow } from "../../trpc/mock-shapes.ts";
import { NoMatchingMocks } from "./empty-mocks.tsx";
import { MocksPager } from "./mocks-pager.tsx";
import { MocksSkeleton } from "./mocks-skeleton.tsx";
import { MocksTable } from "./mocks-table.tsx";
import { QueryFailure } from "./query-failure.tsx";
import type { MocksAddressControl } from "./use-mocks-address.ts";

/** What the view needs of the query's result. */
interface MocksQuery {
  data: { rows: readonly MockRow[]; total: number } | undefined;
  /** Null: none. */
  error: unknown;
  /** The rows are those of the page or search before. */
  isPlaceholderData: boolean;
  refetch: () => Promise<unknown>;
}

/** What there is to show of a page of mocks: its rows, or why there are none. */
export function MocksList({ list, address }: { list: MocksQuery; address: MocksAddressControl }) {
  if (list.data === undefined && list.error !== null) {
    return <QueryFailure error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (list.data === undefined) return <MocksSkeleton />;
  if (list.data.rows.length === 0) return <NoMatchingMocks address={address} />;
  return (
    <>
      <MocksTable rows={list.data.rows} address={address} isStale={list.isPlaceholderData} />
      <MocksPager total={list.data.total} address={address} />
    </>
  );
}
