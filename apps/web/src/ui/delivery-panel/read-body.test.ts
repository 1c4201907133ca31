import { expect, test } from "vitest";
import { findPretty, readBody } from "./read-body.ts";

test.each([
  ["text", "a", "1 byte"],
  ["text", "ä€", "5 bytes"],
  ["base64", "AAEC", "3 bytes"],
  ["base64", "AA==", "1 byte"],
  ["text", "a".repeat(2048), "2.0 KiB"],
] as const)("%s %s", (encoding, content, size) => {
  expect(readBody({ encoding, content })).toEqual({ text: content, size, isCut: false });
});

test("of a long body the beginning is shown", () => {
  const { text, isCut } = readBody({ encoding: "text", content: "a".repeat(3_000_000) });
  expect([text.length, isCut]).toEqual([100_000, true]);
});

test.each([
  ['{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
  ["12", null],
  ["<a/>", null],
  ["", null],
  [JSON.stringify(["a".repeat(200_000)]), null],
])("%.20s is shown with indents where it is JSON", (content, pretty) => {
  expect(findPretty({ encoding: "text", content })).toBe(pretty);
});
