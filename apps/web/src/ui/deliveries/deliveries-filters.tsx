"use client";

import { deliveryStates } from "@understudy/domain";
import { ChevronDown, X } from "lucide-react";
import { useCallback, useRef } from "react";
import type { DeliveryRow } from "../../trpc/delivery-shapes.ts";
import { Button } from "../button.tsx";
import { Menu, MenuChoice } from "../menu.tsx";
import { useSingleKey, useSingleKeysEnabled } from "../shell/single-keys.ts";
import { noDeliveriesFilter } from "./deliveries-address.ts";
import { isFiltered } from "./deliveries-address.ts";
import { StateIcon, stateWord } from "./delivery-state.tsx";
import { FilterBox } from "./filter-box.tsx";
import { findTarget } from "./host-of.ts";
import type { DeliveriesAddressControl } from "./use-deliveries-address.ts";

const options = [
  { value: "all", text: "All states", icon: <StateIcon state={null} /> },
  ...deliveryStates.map((state) => ({ value: state, text: stateWord(state), icon: <StateIcon state={state} /> })),
] as const;

/** Which deliveries are shown. What is in the rows already is proposed. */
export function DeliveriesFilters({
  address,
  rows,
}: {
  address: DeliveriesAddressControl;
  rows: readonly DeliveryRow[];
}) {
  const { go } = address;
  const mockBox = useRef<HTMLInputElement>(null);
  const hasKeys = useSingleKeysEnabled();
  useSingleKey(
    "/",
    useCallback(() => mockBox.current?.focus(), []),
  );
  return (
    <search aria-label="Filter deliveries" className="flex grow flex-wrap items-center gap-2 sm:justify-end">
      <StateFilter address={address} />
      <FilterBox
        ref={mockBox}
        label="Mock"
        shortcut={hasKeys ? "/" : undefined}
        placeholder="Id of a mock"
        value={address.mock}
        proposals={rows.flatMap(({ mockId }) => mockId ?? [])}
        onChange={useCallback((mock: string) => go({ mock }, { replace: true }), [go])}
      />
      <FilterBox
        label="Target"
        placeholder="Host, host:port or URL"
        value={address.target}
        proposals={rows.flatMap(({ destination }) => findTarget(destination) ?? [])}
        onChange={useCallback((target: string) => go({ target }, { replace: true }), [go])}
      />
      {address.webhook !== "" && (
        <span className="rounded-md bg-accent-soft px-2 py-1 text-sm text-accent-strong">Of one event webhook</span>
      )}
      {isFiltered(address) && (
        <Button onClick={() => go({ ...noDeliveriesFilter, delivery: address.delivery })}>
          <X size={14} aria-hidden="true" />
          Clear
        </Button>
      )}
    </search>
  );
}

function StateFilter({ address }: { address: DeliveriesAddressControl }) {
  return (
    <Menu
      align="start"
      trigger={
        <Button className="border-line-strong">
          <StateIcon state={address.state} />
          <span className="sr-only">State: </span>
          {address.state === null ? "All states" : stateWord(address.state)}
          <ChevronDown size={14} className="text-ink-faint" aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoice
        label="State"
        value={address.state ?? "all"}
        options={options}
        onChoose={(state) => address.go({ state: state === "all" ? null : state })}
      />
    </Menu>
  );
}
