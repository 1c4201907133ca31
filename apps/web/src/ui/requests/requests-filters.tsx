"use client";

import { ChevronDown, X } from "lucide-react";
import { useCallback, useRef } from "react";
import type { RequestRow } from "../../trpc/request-shapes.ts";
import { Button } from "../button.tsx";
import { FilterBox } from "../deliveries/filter-box.tsx";
import { Menu, MenuChoice } from "../menu.tsx";
import { useSingleKey, useSingleKeysEnabled } from "../shell/single-keys.ts";
import { isFiltered, noRequestsFilter } from "./requests-address.ts";
import type { RequestsAddressControl } from "./use-requests-address.ts";

const options = [
  { value: "all", text: "All calls" },
  { value: "matched", text: "Answered by a mock" },
  { value: "unmatched", text: "No match" },
] as const;

/** Which calls are shown. What is in the rows already is proposed. */
export function RequestsFilters({ address, rows }: { address: RequestsAddressControl; rows: readonly RequestRow[] }) {
  const { go } = address;
  const pathBox = useRef<HTMLInputElement>(null);
  const hasKeys = useSingleKeysEnabled();
  useSingleKey(
    "/",
    useCallback(() => pathBox.current?.focus(), []),
  );
  return (
    <search aria-label="Filter requests" className="flex grow flex-wrap items-center gap-2 sm:justify-end">
      <OutcomeFilter address={address} />
      <FilterBox
        ref={pathBox}
        label="Path"
        shortcut={hasKeys ? "/" : undefined}
        placeholder="Part of the path"
        value={address.path}
        proposals={rows.map((row) => row.path)}
        onChange={useCallback((path: string) => go({ path }, { replace: true }), [go])}
      />
      <FilterBox
        label="Mock"
        placeholder="Id of a mock"
        value={address.mock}
        proposals={rows.flatMap((row) => row.mockId ?? [])}
        onChange={useCallback((mock: string) => go({ mock }, { replace: true }), [go])}
      />
      {isFiltered(address) && (
        <Button onClick={() => go({ ...noRequestsFilter, request: address.request })}>
          <X size={14} aria-hidden="true" />
          Clear
        </Button>
      )}
    </search>
  );
}

function OutcomeFilter({ address }: { address: RequestsAddressControl }) {
  const value = address.outcome ?? "all";
  return (
    <Menu
      align="start"
      trigger={
        <Button className="border-line-strong">
          <span className="sr-only">Outcome: </span>
          {options.find((option) => option.value === value)?.text}
          <ChevronDown size={14} className="text-ink-faint" aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoice
        label="Outcome"
        value={value}
        options={options}
        onChoose={(outcome) => address.go({ outcome: outcome === "all" ? null : outcome })}
      />
    </Menu>
  );
}
