"use client";

import { Trash2 } from "lucide-react";
import type { TokenRow } from "../../trpc/token-shapes.ts";
import { IconButton } from "../button.tsx";
import { ListTable } from "../list-table.tsx";
import { LoadMore } from "../load-more.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { describeActions, describeLimits, describeReach } from "./describe-token.ts";
import type { TokensQuery } from "./use-tokens.ts";

/** Columns, and from which width of the list on they are shown: below it their content stands under the name. */
const columns = [
  { title: "Token", className: "" },
  { title: "Reaches", className: "@max-2xl:hidden" },
  { title: "May do", className: "@max-2xl:hidden" },
  { title: "Calls", className: "@max-3xl:hidden" },
  { title: "Ends", className: "@max-xl:hidden" },
  { title: "Last used", className: "@max-xl:hidden" },
  { title: "Actions", className: "text-right" },
] as const;

export function TokensTable({ list, onRevoke }: { list: TokensQuery; onRevoke: (token: TokenRow) => void }) {
  const { rows, total } = list;
  return (
    <div className="@container">
      <ListTable caption="Your API tokens, the newest first" columns={columns} isStale={false}>
        {rows.map((row) => (
          <Row key={row.id} row={row} onRevoke={() => onRevoke(row)} />
        ))}
      </ListTable>
      <LoadMore
        list={list}
        text={
          list.hasNextPage ? `The newest ${rows.length} of ${total}` : `${total} ${total === 1 ? "token" : "tokens"}`
        }
      />
    </div>
  );
}

function Row({ row, onRevoke }: { row: TokenRow; onRevoke: () => void }) {
  const limits = describeLimits(row.rateLimits);
  return (
    <tr className="border-b border-line last:border-b-0">
      <th scope="row" className="max-w-0 min-w-32 py-2 pr-2 pl-4 text-left font-medium @2xl:w-1/4">
        <span className="flex items-center gap-2">
          <span className="truncate" title={row.name}>
            {row.name}
          </span>
          <StateLabel row={row} />
        </span>
        <span className="block truncate font-normal text-ink-soft" title={row.description}>
          {row.description}
        </span>
        <span className="block font-normal text-ink-soft @2xl:hidden">
          {describeReach(row)}; {describeActions(row)}
        </span>
      </th>
      <td className="px-2 @max-2xl:hidden">{describeReach(row)}</td>
      <td className="px-2 @max-2xl:hidden" title={row.allowedActions.join(", ")}>
        {describeActions(row)}
      </td>
      <td className="px-2 text-ink-soft @max-3xl:hidden">{limits === "" ? "–" : limits}</td>
      <td className="px-2 whitespace-nowrap text-ink-soft @max-xl:hidden">
        {row.expiresAt === null ? "Never" : <RelativeTime at={row.expiresAt} />}
      </td>
      <td className="px-2 whitespace-nowrap text-ink-soft @max-xl:hidden">
        {row.lastUsedAt === null ? "Never" : <RelativeTime at={row.lastUsedAt} />}
      </td>
      <td className="py-1 pr-3 pl-2 text-right">
        <IconButton label={`Revoke ${row.name}`} onClick={onRevoke} className="hover:bg-danger-soft hover:text-danger">
          <Trash2 size={16} aria-hidden="true" />
        </IconButton>
      </td>
    </tr>
  );
}

/** Whether it can be used no longer, although it is there. */
function StateLabel({ row }: { row: TokenRow }) {
  const isOver = row.expiresAt !== null && row.expiresAt < new Date();
  if (row.enabled && !isOver) return null;
  return (
    <span
      className="rounded border border-line px-1.5 text-xs font-normal whitespace-nowrap text-ink-soft"
      suppressHydrationWarning
    >
      {row.enabled ? "Expired" : "Switched off"}
    </span>
  );
}
