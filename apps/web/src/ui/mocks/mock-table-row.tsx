"use client";

import type { MockRow } from "../../trpc/mock-shapes.ts";
import { followHere } from "../follow-here.ts";
import { MethodLabel } from "../method-label.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { Tags } from "../tags.tsx";
import type { MocksAddressControl } from "./use-mocks-address.ts";

export function MockTableRow({
  row,
  address,
  isOpen,
}: {
  row: MockRow;
  address: MocksAddressControl;
  isOpen: boolean;
}) {
  const open = (): void => address.go({ mock: row.id }, { replace: address.mock !== null });

  return (
    <tr
      onClick={open}
      className={`h-9 cursor-pointer border-b border-line transition-colors last:border-b-0 hover:bg-hover ${isOpen ? "bg-accent-soft hover:bg-accent-soft" : ""}`}
    >
      <th scope="row" className="max-w-0 min-w-32 py-1 pr-2 pl-4 text-left font-medium @xl:w-1/4">
        <a
          href={address.hrefWith({ mock: row.id })}
          data-row={row.id}
          aria-current={isOpen ? "true" : undefined}
          onClick={followHere(open)}
          className="block truncate text-ink hover:text-accent"
        >
          {row.id}
        </a>
        <span className="mt-0.5 flex min-w-0 items-center gap-1.5 font-normal @xl:hidden">
          <MethodLabel method={row.method} />
          <RouteText route={row.route} />
        </span>
      </th>
      <td className="px-2 @max-xl:hidden">
        <MethodLabel method={row.method} />
      </td>
      <td className="w-full max-w-0 px-2 @max-xl:hidden">
        <RouteText route={row.route} />
      </td>
      <td className="px-2 font-mono text-xs whitespace-nowrap text-ink-soft @max-2xl:hidden">{row.answer ?? "–"}</td>
      <td className="px-2 text-right text-ink-soft tabular-nums @max-3xl:hidden">
        {row.callbackCount === 0 ? "–" : row.callbackCount}
      </td>
      <td className="px-2 @max-4xl:hidden">
        <Tags tags={row.tags} shownMax={2} className="flex-nowrap" />
      </td>
      <td className="pr-4 pl-2 text-right whitespace-nowrap text-ink-soft @max-xl:hidden">
        <RelativeTime at={row.updatedAt} />
      </td>
    </tr>
  );
}

function RouteText({ route }: { route: string | null }) {
  if (route === null) return <span className="text-ink-faint">–</span>;
  return (
    <span className="block min-w-0 truncate font-mono text-xs" title={route}>
      {route}
    </span>
  );
}
