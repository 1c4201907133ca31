"use client";

import type { DeliveryRow } from "../../trpc/delivery-shapes.ts";
import { ListTable } from "../list-table.tsx";
import { DeliveryTableRow } from "./delivery-table-row.tsx";
import type { DeliveriesAddressControl } from "./use-deliveries-address.ts";
import type { useHold } from "./use-hold.ts";

/** Columns, and from which width of the list on they are shown: what is left out is in the panel. */
const columns = [
  { title: "State", className: "@max-xl:hidden" },
  { title: "Destination", className: "@max-xl:pl-4" },
  { title: "Type", className: "@max-4xl:hidden" },
  { title: "Mock or event", className: "@max-xl:hidden" },
  { title: "Attempts", className: "@max-2xl:hidden text-right" },
  // The last one where the next is not shown.
  { title: "Created", className: "@max-xl:hidden @max-4xl:pr-4 text-right" },
  { title: "Next attempt", className: "@max-4xl:hidden text-right" },
] as const;

export function DeliveriesTable(props: {
  rows: readonly DeliveryRow[];
  address: DeliveriesAddressControl;
  isStale: boolean;
  holdHandlers: ReturnType<typeof useHold>["handlers"];
}) {
  return (
    <ListTable
      caption="Deliveries, the newest first"
      columns={columns}
      isStale={props.isStale}
      holdHandlers={props.holdHandlers}
    >
      {props.rows.map((row) => (
        <DeliveryTableRow key={row.id} row={row} address={props.address} isOpen={row.id === props.address.delivery} />
      ))}
    </ListTable>
  );
}
