import { expect, test } from "vitest";
import { parseMocksAddress, renderMocksAddress } from "./mocks-address.ts";

test.each([
  ["?", { search: "", page: 1, mock: null }],
  ["?search=a+b&page=3&mock=x%2Fy", { search: "a b", page: 3, mock: "x/y" }],
  ["?mock=", { search: "", page: 1, mock: "" }],
])("%s is read and written alike", (text, address) => {
  expect(parseMocksAddress(new URLSearchParams(text))).toEqual(address);
  expect(renderMocksAddress(address)).toBe(text);
});

test.each(["0", "-1", "1.5", "x", "1e9"])("page %s is the first", (page) => {
  expect(parseMocksAddress(new URLSearchParams({ page })).page).toBe(1);
});
