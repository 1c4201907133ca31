"use client";

import type { ReactNode } from "react";
import type { useHold } from "./deliveries/use-hold.ts";
import { useSingleKeysEnabled } from "./shell/single-keys.ts";
import { moveBetweenRows } from "./table-rows.ts";

export interface ListTableProps {
  /** For those who can't see it. */
  caption: string;
  /** `className` says from which width of the list on a column is shown. */
  columns: readonly { title: string; className: string }[];
  /** Whether newer rows are on their way. */
  isStale: boolean;
  /** What notices that somebody is at the list, if it must not move then. */
  holdHandlers?: ReturnType<typeof useHold>["handlers"];
  /** Its rows. */
  children: ReactNode;
}

/** A list of things as a table, whose rows the arrow keys go through. */
export function ListTable({ caption, columns, isStale, holdHandlers, children }: ListTableProps) {
  const hasSingleKeys = useSingleKeysEnabled();
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface" {...holdHandlers}>
      <table
        aria-busy={isStale}
        className={`w-full border-collapse text-left text-sm transition-opacity ${isStale ? "opacity-60" : ""}`}
      >
        <caption className="sr-only">{caption}</caption>
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
        <tbody onKeyDown={(event) => moveBetweenRows(event, hasSingleKeys)}>{children}</tbody>
      </table>
    </div>
  );
}
