"use client";

import { type AddressControl, useAddress } from "../use-address.ts";
import { parseRequestsAddress, renderRequestsAddress, type RequestsAddress } from "./requests-address.ts";

const codec = { parse: parseRequestsAddress, render: renderRequestsAddress };

export type RequestsAddressControl = RequestsAddress & AddressControl<RequestsAddress>;

/** The state of the list of requests, kept in the address. */
export function useRequestsAddress(): RequestsAddressControl {
  return useAddress(codec);
}
