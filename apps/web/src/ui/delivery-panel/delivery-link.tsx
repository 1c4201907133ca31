"use client";

import { useDeliveriesAddress } from "../deliveries/use-deliveries-address.ts";
import { followHere } from "../follow-here.ts";
import { textLinkClass } from "../text-link.ts";

/** The way from one delivery to another. */
export function DeliveryLink({ id }: { id: string }) {
  const address = useDeliveriesAddress();
  return (
    <a
      href={address.hrefWith({ delivery: id })}
      onClick={followHere(() => address.go({ delivery: id }))}
      className={`font-mono text-xs break-all ${textLinkClass}`}
    >
      {id}
    </a>
  );
}
