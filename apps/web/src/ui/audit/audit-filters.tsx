"use client";

import { useCallback } from "react";
import type { AuditRow } from "../../trpc/audit-shapes.ts";
import { FilterBox } from "../deliveries/filter-box.tsx";
import type { AddressControl } from "../use-address.ts";
import type { AuditAddress } from "./audit-address.ts";

/** What the list is narrowed by. */
export function AuditFilters({
  address,
  rows,
}: {
  address: AuditAddress & AddressControl<AuditAddress>;
  rows: readonly AuditRow[];
}) {
  const { go } = address;
  const setOperation = useCallback((operation: string) => go({ operation }, { replace: true }), [go]);
  const setActor = useCallback((actor: string) => go({ actor }, { replace: true }), [go]);
  const setResource = useCallback((resource: string) => go({ resource }, { replace: true }), [go]);
  return (
    <div role="search" aria-label="Audit trail" className="flex grow flex-wrap items-center gap-2">
      <FilterBox
        label="Operation"
        placeholder="Operation, such as mock."
        value={address.operation}
        proposals={rows.map(({ operation }) => operation)}
        onChange={setOperation}
      />
      <FilterBox
        label="Who"
        placeholder="Who"
        value={address.actor}
        proposals={rows.map(({ author }) => author.name)}
        onChange={setActor}
      />
      <FilterBox
        label="Id of what was changed"
        placeholder="Id of what was changed"
        value={address.resource}
        proposals={rows.map(({ resource }) => resource.id)}
        onChange={setResource}
      />
      <select
        aria-label="Outcome"
        value={address.outcome ?? ""}
        onChange={({ target: { value } }) =>
          go({ outcome: value === "done" || value === "denied" ? value : null }, { replace: true })
        }
        className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm"
      >
        <option value="">Done and denied</option>
        <option value="done">Done</option>
        <option value="denied">Denied</option>
      </select>
    </div>
  );
}
