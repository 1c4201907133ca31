"use client";

import type { RequestRow } from "../../trpc/request-shapes.ts";
import type { useHold } from "../deliveries/use-hold.ts";
import { ListTable } from "../list-table.tsx";
import { RequestTableRow } from "./request-table-row.tsx";
import type { RequestsAddressControl } from "./use-requests-address.ts";

/** Columns, and from which width of the list on they are shown: what is left out is in the panel. */
const columns = [
  { title: "Status", className: "@max-xl:hidden" },
  { title: "Request", className: "@max-xl:pl-4" },
  { title: "Mock", className: "@max-xl:hidden" },
  { title: "Duration", className: "@max-2xl:hidden text-right" },
  { title: "Received", className: "@max-xl:hidden text-right" },
] as const;

export function RequestsTable(props: {
  rows: readonly RequestRow[];
  address: RequestsAddressControl;
  isStale: boolean;
  holdHandlers: ReturnType<typeof useHold>["handlers"];
}) {
  return (
    <ListTable
      caption="Requests, the newest first"
      columns={columns}
      isStale={props.isStale}
      holdHandlers={props.holdHandlers}
    >
      {props.rows.map((row) => (
        <RequestTableRow key={row.id} row={row} address={props.address} isOpen={row.id === props.address.request} />
      ))}
    </ListTable>
  );
}
