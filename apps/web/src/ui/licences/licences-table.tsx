"use client";

import type { Licence } from "@understudy/domain";
import { Button } from "../button.tsx";
import { ListTable } from "../list-table.tsx";
import { renderUtc } from "../render-time.ts";
import { useHydrated } from "../sign-in/use-hydrated.ts";

const columns = [
  { title: "Licensee", className: "" },
  { title: "Type", className: "@max-md:hidden" },
  { title: "Status", className: "" },
  { title: "Ends", className: "@max-lg:hidden" },
  { title: "Key", className: "@max-xl:hidden" },
  { title: "Actions", className: "text-right" },
] as const;

export function LicencesTable(props: {
  licences: readonly Licence[];
  mayChange: boolean;
  onOpen: (id: string) => void;
}) {
  const isReady = useHydrated();
  return (
    <ListTable caption="Licenses, the oldest first" columns={columns} isStale={false}>
      {props.licences.map((licence) => (
        <tr key={licence.id} className="h-10 border-b border-line last:border-b-0">
          <th scope="row" className="max-w-0 min-w-28 py-1 pr-2 pl-4 text-left font-medium">
            <span className="block truncate" title={licence.licensee}>
              {licence.licensee}
            </span>
            {licence.note !== "" && (
              <span className="block truncate font-normal text-ink-soft" title={licence.note}>
                {licence.note}
              </span>
            )}
          </th>
          <td className="px-2 text-ink-soft @max-md:hidden">{licence.type}</td>
          <td className="px-2 py-1 whitespace-nowrap">
            {licence.enabled ? licence.status : "switched off"}
            <span className="block text-ink-soft @lg:hidden">
              <End at={licence.expiresAt} />
            </span>
          </td>
          <td className="px-2 whitespace-nowrap text-ink-soft @max-lg:hidden">
            <End at={licence.expiresAt} />
          </td>
          <td className="px-2 font-mono text-xs text-ink-soft @max-xl:hidden">…{licence.keyEnding}</td>
          <td className="py-1 pr-4 pl-2 text-right">
            {props.mayChange && (
              <Button
                disabled={!isReady}
                aria-label={`Manage the license of ${licence.licensee} …${licence.keyEnding}`}
                onClick={() => props.onOpen(licence.id)}
              >
                Manage
              </Button>
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

/** Its day: that it ends soon is said above the table, in days. */
function End({ at }: { at: Date }) {
  return (
    <time dateTime={at.toISOString()} title={renderUtc(at)}>
      {at.toLocaleDateString("en-GB", { dateStyle: "medium", timeZone: "UTC" })}
    </time>
  );
}
