"use client";

import type { MockRow } from "../../trpc/mock-shapes.ts";
import { useSingleKeysEnabled } from "../shell/single-keys.ts";
import { moveBetweenRows } from "../table-rows.ts";
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
  const hasSingleKeys = useSingleKeysEnabled();
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface">
      <table
        aria-busy={props.isStale}
        className={`w-full border-collapse text-left text-sm transition-opacity ${props.isStale ? "opacity-60" : ""}`}
      >
        <caption className="sr-only">Mocks, the newest first</caption>
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
            <MockTableRow key={row.id} row={row} address={props.address} isOpen={row.id === props.address.mock} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
