"use client";

import { useCallback } from "react";
import type { AuditRow } from "../../trpc/audit-shapes.ts";
import { FilterBox } from "../deliveries/filter-box.tsx";
import type { AddressControl } from "../use-address.ts";
import type { AuditAddress } from "./audit-address.ts";

/** What the list is narrowed by. `isEverywhere`: by namespace, too. */
export function AuditFilters({
  address,
  rows,
  isEverywhere,
}: {
  address: AuditAddress & AddressControl<AuditAddress>;
  rows: readonly AuditRow[];
  isEverywhere: boolean;
}) {
  const { go } = address;
  const setOperation = useCallback((operation: string) => go({ operation }, { replace: true }), [go]);
  const setActor = useCallback((actor: string) => go({ actor }, { replace: true }), [go]);
  const setNamespace = useCallback((namespace: string) => go({ namespace }, { replace: true }), [go]);
  const setResource = useCallback((resource: string) => go({ resource }, { replace: true }), [go]);
  return (
    <div role="search" aria-label="Audit trail" className="flex grow flex-wrap items-center gap-2">
      <FilterBox
        label="Operation"
        placeholder="Operation, e.g. mock."
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
      {isEverywhere && (
        <FilterBox
          label="Namespace"
          placeholder="Namespace"
          value={address.namespace}
          proposals={rows.flatMap(({ namespace }) => namespace ?? [])}
          onChange={setNamespace}
        />
      )}
      <FilterBox
        label="Id of what was changed"
        placeholder="Id of what changed"
        value={address.resource}
        proposals={rows.map(({ resource }) => resource.id)}
        onChange={setResource}
      />
      <OutcomeChoice outcome={address.outcome} onChange={(outcome) => go({ outcome }, { replace: true })} />
    </div>
  );
}

function OutcomeChoice(props: { outcome: AuditAddress["outcome"]; onChange: (to: AuditAddress["outcome"]) => void }) {
  return (
    <select
      aria-label="Outcome"
      value={props.outcome ?? ""}
      onChange={({ target: { value } }) => props.onChange(value === "done" || value === "denied" ? value : null)}
      className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm"
    >
      <option value="">Done and denied</option>
      <option value="done">Done</option>
      <option value="denied">Denied</option>
    </select>
  );
}
