import { expect, it } from "vitest";
import { guardHeaders } from "./hostile-content.ts";

it.each<[types: string[], isSandboxed: boolean]>([
  [["application/json"], false],
  [["application/problem+json; charset=utf-8"], false],
  [["text/plain"], false],
  [["image/png"], false],
  [["text/html"], true],
  [["image/svg+xml"], true],
  [["application/xml"], true],
  [["nonsense"], true],
  [[], true],
  // What is inert at first sight only.
  [["text/plain", "text/html"], true],
  [["text/plain, text/html"], true],
])("content of the types %j is sandboxed: %j", (types, isSandboxed) => {
  const guarded = guardHeaders(types.map((type) => ["Content-Type", type]));
  expect(guarded.some(([name, value]) => name === "content-security-policy" && value.startsWith("sandbox"))).toBe(
    isSandboxed,
  );
  expect(guarded).toContainEqual(["x-content-type-options", "nosniff"]);
});

it("a type that the mock says is not to be trusted stays so, and our own cookies are dropped", () => {
  const headers: [string, string][] = [
    ["X-Content-Type-Options", "none"],
    ["Set-Cookie", "understudy.session=x"],
    ["set-cookie", "a=1"],
    ["content-type", "text/plain"],
  ];
  expect(guardHeaders(headers)).toEqual([headers[0], headers[2], headers[3]]);
});
