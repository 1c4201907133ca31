"use client";

import type { DeliveryRow } from "../../trpc/delivery-shapes.ts";
import { useSingleKeysEnabled } from "../shell/single-keys.ts";
import { moveBetweenRows } from "../table-rows.ts";
import { DeliveryTableRow } from "./delivery-table-row.tsx";
import type { DeliveriesAddressControl } from "./use-deliveries-address.ts";
import type { useHold } from "./use-hold.ts";

/** Columns, and from which width of the list on they are shown: what is left out is in the panel. */
const columns = [
  { title: "State", className: "@max-xl:hidden" },
  { title: "Destination", className: "@max-xl:pl-4" },
  { title: "Type", className: "@max-4xl:hidden" },
  { title: "Mock", className: "@max-xl:hidden" },
  { title: "Attempts", className: "@max-2xl:hidden text-right" },
  { title: "Created", className: "@max-xl:hidden text-right" },
  { title: "Next attempt", className: "@max-4xl:hidden text-right" },
] as const;

export function DeliveriesTable(props: {
  rows: readonly DeliveryRow[];
  address: DeliveriesAddressControl;
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
        <caption className="sr-only">Deliveries, the newest first</caption>
        <thead className="text-xs text-ink-faint">
          <tr>
            {columns.map(({ title, className }) => (
              <th
                key={title}
                scope="col"
                className={`sticky top-12 z-10 h-8 bg-surface px-2 font-medium whitespace-nowrap shadow-[inset_0_-1px_var(--line)] first:pl-4 last:pr-4 @max-4xl:nth-6:pr-4 ${className}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={(event) => moveBetweenRows(event, hasSingleKeys)}>
          {props.rows.map((row) => (
            <DeliveryTableRow
              key={row.id}
              row={row}
              address={props.address}
              isOpen={row.id === props.address.delivery}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
