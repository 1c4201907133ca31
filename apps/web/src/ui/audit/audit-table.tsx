"use client";

import Link from "next/link";
import { Fragment } from "react";
import type { AuditRow } from "../../trpc/audit-shapes.ts";
import { ListTable } from "../list-table.tsx";
import { RelativeTime } from "../relative-time.tsx";
import type { AddressControl } from "../use-address.ts";
import type { AuditAddress } from "./audit-address.ts";

/** `isEverywhere`: the namespace is a column. */
export function AuditTable(props: {
  rows: readonly AuditRow[];
  address: AuditAddress & AddressControl<AuditAddress>;
  isStale: boolean;
  isEverywhere: boolean;
}) {
  const { address, isEverywhere } = props;
  const columns = [
    { title: "Operation", className: "" },
    { title: "Of what", className: "@max-lg:hidden" },
    { title: "Who", className: "" },
    ...(isEverywhere ? [{ title: "Namespace", className: "@max-2xl:hidden" }] : []),
    { title: "When", className: "text-right" },
  ];
  return (
    <ListTable caption="Audit trail, newest first" columns={columns} isStale={props.isStale}>
      {props.rows.map((row) => (
        <tr
          key={row.id}
          className={`h-10 border-b border-line last:border-b-0 ${address.entry === row.id ? "bg-hover" : "hover:bg-hover"}`}
        >
          <th scope="row" className="py-1 pr-2 pl-4 text-left font-medium @lg:whitespace-nowrap">
            <Link
              href={address.hrefWith({ entry: row.id })}
              data-row={row.id}
              aria-current={address.entry === row.id ? "true" : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                address.go({ entry: row.id });
              }}
            >
              <BreakableOperation operation={row.operation} />
            </Link>
            {!row.isDone && (
              <span className="@max-lg:block @lg:ml-2">
                <DeniedLabel times={row.times} />
              </span>
            )}
          </th>
          <td className="max-w-0 min-w-32 truncate px-2 text-ink-soft @max-lg:hidden" title={row.resource.id}>
            {row.resource.type} {row.resource.name ?? row.resource.id}
          </td>
          <td className="max-w-32 truncate px-2" title={row.author.name}>
            {row.author.name}
          </td>
          {isEverywhere && (
            <td className="max-w-32 truncate px-2 text-ink-soft @max-2xl:hidden">{row.namespace ?? "–"}</td>
          )}
          <td className="py-1 pr-4 pl-2 text-right whitespace-nowrap text-ink-soft">
            <RelativeTime at={row.at} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

export function DeniedLabel({ times }: { times: number }) {
  return (
    <span className="text-xs font-medium whitespace-nowrap text-danger">denied{times > 1 && ` ${times} times`}</span>
  );
}

/** Where there is little room a long one is broken behind its dots. */
function BreakableOperation({ operation }: { operation: string }) {
  return operation.split(".").map((part, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <>
          .<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
