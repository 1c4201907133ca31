"use client";

import { type AddressControl, useAddress } from "../use-address.ts";
import { type DeliveriesAddress, parseDeliveriesAddress, renderDeliveriesAddress } from "./deliveries-address.ts";

const codec = { parse: parseDeliveriesAddress, render: renderDeliveriesAddress };

export type DeliveriesAddressControl = DeliveriesAddress & AddressControl<DeliveriesAddress>;

/** The state of the list of deliveries, kept in the address. */
export function useDeliveriesAddress(): DeliveriesAddressControl {
  return useAddress(codec);
}
