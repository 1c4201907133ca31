"use client";

import type { MockRow } from "../../trpc/mock-shapes.ts";
import { ListTable } from "../list-table.tsx";
import { MockTableRow } from "./mock-table-row.tsx";
import type { MocksAddressControl } from "./use-mocks-address.ts";

/** Columns, and from which width of the list on they are shown: what is left out is in the detail. */
const columns = [
  { title: "Mock", className: "" },
  { title: "Method", className: "@max-xl:hidden" },
  { title: "Route", className: "@max-xl:hidden" },
  { title: "Answer", className: "@max-2xl:hidden" },
  { title: "Callbacks", className: "@max-3xl:hidden text-right" },
  { title: "Tags", className: "@max-4xl:hidden" },
  { title: "Updated", className: "@max-xl:hidden text-right" },
] as const;

export function MocksTable(props: { rows: readonly MockRow[]; address: MocksAddressControl; isStale: boolean }) {
  return (
    <ListTable caption="Mocks, the newest first" columns={columns} isStale={props.isStale}>
      {props.rows.map((row) => (
        <MockTableRow key={row.id} row={row} address={props.address} isOpen={row.id === props.address.mock} />
      ))}
    </ListTable>
  );
}
