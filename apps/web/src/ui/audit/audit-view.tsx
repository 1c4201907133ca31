"use client";

import { ChevronDown, Download, ScrollText, SearchX } from "lucide-react";
import { useCallback } from "react";
import { Button, buttonLinkClass } from "../button.tsx";
import { DeliveriesSkeleton } from "../deliveries/deliveries-skeleton.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { useAddress } from "../use-address.ts";
import { useFocusAfterPanel } from "../use-focus-after-panel.ts";
import { auditPath, isAuditFiltered, noAuditFilter, parseAuditAddress, renderAuditAddress } from "./audit-address.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditPanel } from "./audit-panel.tsx";
import { AuditTable } from "./audit-table.tsx";
import { useAuditTrail } from "./use-audit-trail.ts";
import { VerifyButton } from "./verify-button.tsx";

const codec = { parse: parseAuditAddress, render: renderAuditAddress };

/** Who did what, and who was denied: in a namespace; null: everywhere. */
export function AuditView({ namespace }: { namespace: string | null }) {
  const isReady = useHydrated();
  const address = useAddress(codec);
  const { entry, go } = address;
  const { heading } = useFocusAfterPanel(entry);
  const list = useAuditTrail(namespace, address);
  const open = list.rows.find(({ id }) => id === entry);
  const close = useCallback(() => go({ entry: null }), [go]);
  return (
    <main className="flex grow">
      <div className={`@container min-w-0 grow px-4 py-4 sm:px-6 ${open === undefined ? "" : "max-lg:hidden"}`}>
        <div className="flex flex-wrap items-center gap-3">
          <h1 ref={heading} tabIndex={-1} className="grow text-xl font-semibold tracking-tight outline-none">
            {namespace === null ? "Audit trail" : `Audit trail of ${namespace}`}
          </h1>
          <ExportLinks namespace={namespace} query={renderAuditAddress({ ...address, entry: null })} />
          {namespace === null && <VerifyButton isReady={isReady} />}
        </div>
        <div className="mt-3 flex">
          <AuditFilters address={address} rows={list.rows} isEverywhere={namespace === null} />
        </div>
        <div className="mt-4">
          <AuditList list={list} isEverywhere={namespace === null} address={address} />
        </div>
      </div>
      {open !== undefined && <AuditPanel key={open.id} row={open} onClose={close} />}
    </main>
  );
}

function AuditList(props: {
  list: ReturnType<typeof useAuditTrail>;
  isEverywhere: boolean;
  address: ReturnType<typeof useAddress<typeof noAuditFilter>>;
}) {
  const { list, address } = props;
  if (list.isError && list.data === undefined)
    return <QueryFailure error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <DeliveriesSkeleton />;
  if (list.rows.length === 0)
    return <NoEntries isFiltered={isAuditFiltered(address)} onClear={() => address.go(noAuditFilter)} />;
  return (
    <>
      <AuditTable
        rows={list.rows}
        address={address}
        isStale={list.isPlaceholderData}
        isEverywhere={props.isEverywhere}
      />
      <div className="mt-3 flex min-h-8 items-center justify-between gap-4 text-sm text-ink-soft">
        <p role="status" className="tabular-nums">
          {list.hasNextPage ? `The newest ${list.rows.length}` : `${list.rows.length} entries`}
        </p>
        {list.hasNextPage && (
          <Button aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            <ChevronDown size={14} aria-hidden="true" />
            {list.isFetchingNextPage ? "Loading…" : "Load more"}
          </Button>
        )}
      </div>
    </>
  );
}

function NoEntries({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) {
    return (
      <Notice icon={<ScrollText className="text-ink-faint" aria-hidden="true" />} title="Nothing has happened yet">
        <p>Each change shows up here, with who made it and what it was before; so does each attempt that was denied.</p>
      </Notice>
    );
  }
  return (
    <div role="status">
      <Notice icon={<SearchX className="text-ink-faint" aria-hidden="true" />} title="No entry matches">
        <p>An operation is matched by its beginning, everything else as a whole.</p>
        <Button onClick={onClear}>Clear the filters</Button>
      </Notice>
    </div>
  );
}

/** Files with everything that the filters let through. */
function ExportLinks({ namespace, query }: { namespace: string | null; query: string }) {
  return (
    <span className="flex gap-2">
      {(["csv", "ndjson"] as const).map((format) => {
        const params = new URLSearchParams(query);
        params.set("format", format);
        return (
          <a
            key={format}
            href={`${auditPath(namespace)}/export?${params.toString()}`}
            download
            className={buttonLinkClass}
          >
            <Download size={14} aria-hidden="true" />
            {format.toUpperCase()}
          </a>
        );
      })}
    </span>
  );
}
