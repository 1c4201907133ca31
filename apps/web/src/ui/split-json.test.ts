import { expect, test } from "vitest";
import { splitJson } from "./split-json.ts";

test("keys, texts, numbers and literals are told apart", () => {
  const kinds = splitJson('{"a": "b: 1", "c": -1.5e3, "d": [true, null]}')
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, text }) => [kind, text]);
  expect(kinds).toEqual([
    ["key", '"a"'],
    ["text", '"b: 1"'],
    ["key", '"c"'],
    ["number", "-1.5e3"],
    ["key", '"d"'],
    ["literal", "true"],
    ["literal", "null"],
  ]);
});

test.each(['{\n  "say \\"hi\\"": "\\\\"\n}', '"<script>"', "[]", "12", ""])("no character is lost: %j", (json) => {
  expect(
    splitJson(json)
      .map(({ text }) => text)
      .join(""),
  ).toBe(json);
});
