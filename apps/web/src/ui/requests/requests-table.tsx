"use client";

import type { RequestRow } from "../../trpc/request-shapes.ts";
import type { useHold } from "../deliveries/use-hold.ts";
import { useSingleKeysEnabled } from "../shell/single-keys.ts";
import { moveBetweenRows } from "../table-rows.ts";
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
  const hasSingleKeys = useSingleKeysEnabled();
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface" {...props.holdHandlers}>
      <table
        aria-busy={props.isStale}
        className={`w-full border-collapse text-left text-sm transition-opacity ${props.isStale ? "opacity-60" : ""}`}
      >
        <caption className="sr-only">Requests, the newest first</caption>
        <thead className="text-xs text-ink-faint">
          <tr>
            {columns.map(({ title, className }) => (
              <th
                key={title}
                scope="col"
                className={`sticky top-12 z-10 h-8 bg-surface px-2 font-medium whitespace-nowrap shadow-[inset_0_-1px_var(--line)] first:pl-4 last:pr-4 ${className}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={(event) => moveBetweenRows(event, hasSingleKeys)}>
          {props.rows.map((row) => (
            <RequestTableRow key={row.id} row={row} address={props.address} isOpen={row.id === props.address.request} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
