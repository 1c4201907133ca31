"use client";

import type { DeliveryRow } from "../../trpc/delivery-shapes.ts";
import { followHere } from "../follow-here.ts";
import { ClockTime, Countdown } from "../moment.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { CallbackType } from "./callback-type.tsx";
import { StateLabel } from "./delivery-state.tsx";
import { causeOf, renderAttempts } from "./describe-delivery.ts";
import { DestinationText } from "./destination-text.tsx";
import type { DeliveriesAddressControl } from "./use-deliveries-address.ts";

export function DeliveryTableRow({
  row,
  address,
  isOpen,
}: {
  row: DeliveryRow;
  address: DeliveriesAddressControl;
  isOpen: boolean;
}) {
  const open = (): void => address.go({ delivery: row.id }, { replace: address.delivery !== null });

  return (
    <tr
      onClick={open}
      className={`h-10 cursor-pointer border-b border-line transition-colors last:border-b-0 hover:bg-hover ${isOpen ? "bg-accent-soft hover:bg-accent-soft" : ""}`}
    >
      <td className="w-px pr-2 pl-4 @max-xl:hidden">
        <StateLabel state={row.state} />
      </td>
      <th scope="row" className="max-w-0 px-4 py-2 text-left font-normal @xl:w-1/2 @xl:px-2 @xl:py-1">
        <AboveDestination row={row} />
        <a
          href={address.hrefWith({ delivery: row.id })}
          data-row={row.id}
          aria-current={isOpen ? "true" : undefined}
          onClick={followHere(open)}
          className="block truncate text-ink hover:text-accent"
        >
          <DestinationText destination={row.destination} />
        </a>
        <BelowDestination row={row} />
      </th>
      <td className="px-2 @max-4xl:hidden">
        <CallbackType type={row.callback.type} />
      </td>
      <td className="w-1/4 max-w-0 truncate px-2 text-ink-soft @max-xl:hidden" title={causeOf(row)}>
        {causeOf(row)}
      </td>
      <td className="px-2 text-right whitespace-nowrap text-ink-soft tabular-nums @max-2xl:hidden">
        {renderAttempts(row)}
      </td>
      <td className="px-2 text-right whitespace-nowrap text-ink-soft @max-4xl:pr-4 @max-xl:hidden">
        <Created at={row.createdAt} />
      </td>
      <td className="pr-4 pl-2 text-right whitespace-nowrap text-ink-soft @max-4xl:hidden">
        <NextAttempt at={row.nextAttemptAt} />
      </td>
    </tr>
  );
}

/** Where there is no room for columns, a row has three lines. */
function AboveDestination({ row }: { row: DeliveryRow }) {
  return (
    <span className="mb-1 flex items-center justify-between gap-2 @xl:hidden">
      <StateLabel state={row.state} />
      <span className="text-ink-soft">
        <RelativeTime at={row.createdAt} />
      </span>
    </span>
  );
}

function BelowDestination({ row }: { row: DeliveryRow }) {
  return (
    <span className="mt-0.5 flex justify-between gap-2 text-ink-soft @xl:hidden">
      <span className="truncate">{causeOf(row)}</span>
      <span className="shrink-0 tabular-nums">{renderAttempts(row)}</span>
    </span>
  );
}

function Created({ at }: { at: Date }) {
  return (
    <>
      <RelativeTime at={at} />
      <span className="ml-2 text-ink-faint @max-4xl:hidden">
        <ClockTime at={at} />
      </span>
    </>
  );
}

function NextAttempt({ at }: { at: Date | null }) {
  if (at === null) return <span className="text-ink-faint">–</span>;
  return (
    <>
      <Countdown to={at} />
      <span className="ml-2 text-ink-faint">
        <ClockTime at={at} />
      </span>
    </>
  );
}
