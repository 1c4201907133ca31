"use client";

import type { RequestRow } from "../../trpc/request-shapes.ts";
import { followHere } from "../follow-here.ts";
import { MethodLabel } from "../method-label.tsx";
import { ClockTime } from "../moment.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { StatusLabel } from "./status-label.tsx";
import type { RequestsAddressControl } from "./use-requests-address.ts";

export function RequestTableRow({
  row,
  address,
  isOpen,
}: {
  row: RequestRow;
  address: RequestsAddressControl;
  isOpen: boolean;
}) {
  const open = (): void => address.go({ request: row.id }, { replace: address.request !== null });

  return (
    <tr
      onClick={open}
      className={`h-10 cursor-pointer border-b border-line transition-colors last:border-b-0 hover:bg-hover ${isOpen ? "bg-accent-soft hover:bg-accent-soft" : ""}`}
    >
      <td className="w-px pr-2 pl-4 @max-xl:hidden">
        <StatusLabel status={row.status} isMatched={row.mockId !== null} />
      </td>
      <th scope="row" className="max-w-0 px-4 py-2 text-left font-normal @xl:w-1/2 @xl:px-2 @xl:py-1">
        <AboveRequest row={row} />
        <a
          href={address.hrefWith({ request: row.id })}
          data-row={row.id}
          aria-current={isOpen ? "true" : undefined}
          onClick={followHere(open)}
          className="block truncate text-ink hover:text-accent"
        >
          <MethodLabel method={row.method} />{" "}
          <span className="font-mono text-xs">
            {row.path}
            {row.query !== "" && <span className="text-ink-faint">?{row.query}</span>}
          </span>
        </a>
        <BelowRequest row={row} />
      </th>
      <td className="w-1/4 max-w-0 truncate px-2 text-ink-soft @max-xl:hidden" title={row.mockId ?? undefined}>
        <MockName mockId={row.mockId} />
      </td>
      <td className="px-2 text-right whitespace-nowrap text-ink-soft tabular-nums @max-2xl:hidden">
        {row.durationMs} ms
      </td>
      <td className="pr-4 pl-2 text-right whitespace-nowrap text-ink-soft @max-xl:hidden">
        <RelativeTime at={row.receivedAt} />
        <span className="ml-2 text-ink-faint @max-4xl:hidden">
          <ClockTime at={row.receivedAt} />
        </span>
      </td>
    </tr>
  );
}

/** Where there is no room for columns, a row has three lines. */
function AboveRequest({ row }: { row: RequestRow }) {
  return (
    <span className="mb-1 flex items-center justify-between gap-2 @xl:hidden">
      <StatusLabel status={row.status} isMatched={row.mockId !== null} />
      <span className="text-ink-soft">
        <RelativeTime at={row.receivedAt} />
      </span>
    </span>
  );
}

function BelowRequest({ row }: { row: RequestRow }) {
  return (
    <span className="mt-0.5 flex justify-between gap-2 text-ink-soft @xl:hidden">
      <MockName mockId={row.mockId} />
      <span className="shrink-0 tabular-nums">{row.durationMs} ms</span>
    </span>
  );
}

function MockName({ mockId }: { mockId: string | null }) {
  return mockId === null ? <span className="text-danger">no match</span> : <span className="truncate">{mockId}</span>;
}
