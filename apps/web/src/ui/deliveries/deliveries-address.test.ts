import { expect, test } from "vitest";
import { noDeliveriesFilter, parseDeliveriesAddress, renderDeliveriesAddress } from "./deliveries-address.ts";

test.each([
  ["?", noDeliveriesFilter],
  ["?state=failed&mock=a+b&delivery=x", { ...noDeliveriesFilter, state: "failed", mock: "a b", delivery: "x" }],
  ["?webhook=orders", { ...noDeliveriesFilter, webhook: "orders" }],
  ["?target=hooks.example%3A8443", { ...noDeliveriesFilter, target: "hooks.example:8443" }],
] as const)("%s is read and written alike", (text, address) => {
  expect(parseDeliveriesAddress(new URLSearchParams(text))).toEqual(address);
  expect(renderDeliveriesAddress(address)).toBe(text);
});

test.each(["", "lost", "FAILED"])("the state %j is none", (state) => {
  expect(parseDeliveriesAddress(new URLSearchParams({ state })).state).toBe(null);
});
