import { expect, it } from "vitest";
import { networkOf } from "./network-of.ts";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["::1", "0:0:0:0"],
  ["2001:db8:0:1::1", "2001:db8:0:1"],
  ["2001:DB8:0:1:ffff:1:2:3", "2001:db8:0:1"],
  ["2001:db8::5:6:7:8", "2001:db8:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["", ""],
  ["somewhere", "somewhere"],
])("%s is in the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
