import { expect, test } from "vitest";
import { findApiToken } from "./api-token-header.ts";

test.each<[string, HeadersInit, string | null]>([
  ["none", {}, null],
  ["bearer", { authorization: "Bearer mk_1" }, "mk_1"],
  ["bearer in another case", { authorization: "bearer mk_1" }, "mk_1"],
  ["API key", { "x-api-key": "mk_2" }, "mk_2"],
  ["both: the bearer", { authorization: "Bearer mk_1", "x-api-key": "mk_2" }, "mk_1"],
  ["an empty key is one that nobody has, not none", { "x-api-key": "" }, ""],
  ["another scheme is not ours", { authorization: "Basic YTpi" }, null],
])("%s", (_name, headers, token) => {
  expect(findApiToken(new Headers(headers))).toBe(token);
});
