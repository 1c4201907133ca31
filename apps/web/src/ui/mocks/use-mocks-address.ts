"use client";

import { type AddressControl, useAddress } from "../use-address.ts";
import { type MocksAddress, parseMocksAddress, renderMocksAddress } from "./mocks-address.ts";

const codec = { parse: parseMocksAddress, render: renderMocksAddress };

export type MocksAddressControl = MocksAddress & AddressControl<MocksAddress>;

/** The state of the list of mocks, kept in the address. */
export function useMocksAddress(): MocksAddressControl {
  return useAddress(codec);
}
