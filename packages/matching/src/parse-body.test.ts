import { describe, expect, it } from "vitest";
import { compileConditions } from "./compile-conditions.ts";
import type { Condition } from "./condition-definition.ts";
import { parseBody } from "./parse-body.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, contentType?: string) => parseBody(bytes(text), contentType);

describe("a body is read by its content type", () => {
  const cases: [text: string, contentType: string | undefined, kind: string, value: unknown][] = [
    ['{"a":1}', "application/json", "json", { a: 1 }],
    ['\ufeff{"a":1}', "application/json; charset=utf-8", "json", { a: 1 }],
    ['{"a":1}', undefined, "json", { a: 1 }],
    ['{"a":1}', "application/problem+json", "json", { a: 1 }],
    [" [1]", "text/plain", "json", [1]],
    ['{"a":1}', "application/x-www-form-urlencoded", "json", { a: 1 }],
    ["5", "application/json", "json", 5],
    ["null", "application/json", "json", null],
    ["5", "text/plain", "text", "5"],
    ["hello", undefined, "text", "hello"],
    ["{broken", "application/json", "text", "{broken"],
    ["a=1&b=%C3%A9+x&c=", "application/x-www-form-urlencoded", "form", { a: "1", b: "é x", c: "" }],
    [
      "a=1&a=2&__proto__=3",
      "application/x-www-form-urlencoded; charset=UTF-8",
      "form",
      JSON.parse('{"a":["1","2"],"__proto__":"3"}'),
    ],
    ["<a/>", "text/plain", "text", "<a/>"],
    ["<a/>", "application/xml", "xml", { a: "" }],
    [
      "<?xml version='1.0'?><a x='1'>t<b>&lt;&#233;&amp;</b><b><![CDATA[<c>]]></b> </a>",
      "text/xml",
      "xml",
      { a: { "@x": "1", b: ["<é&", "<c>"], "#text": "t" } },
    ],
    ["<s:E xmlns:s='u'><s:B>1</s:B></s:E>", "application/soap+xml", "xml", { "s:E": { "@xmlns:s": "u", "s:B": "1" } }],
    [
      "<__proto__><constructor>1</constructor></__proto__>",
      "text/xml",
      "xml",
      JSON.parse('{"__proto__":{"constructor":"1"}}'),
    ],
    ["<a><b></a>", "text/xml", "text", "<a><b></a>"],
    ["<a>&unknown;</a>", "text/xml", "text", "<a>&unknown;</a>"],
    ["<!DOCTYPE a><a/>", "text/xml", "text", "<!DOCTYPE a><a/>"],
    ["not xml", "text/xml", "text", "not xml"],
  ];
  it.each(cases)("%j as %s is %s", async (...[text, contentType, kind, value]) => {
    const view = await parse(text, contentType);
    expect(view?.kind).toBe(kind);
    expect(JSON.stringify(view?.value)).toBe(JSON.stringify(value));
  });

  it("is none when it is empty", async () => {
    expect(await parse("", "application/json")).toBeNull();
  });

  it("is decoded from its character set", async () => {
    expect(await parseBody(new Uint8Array([0xe9]), "text/plain; charset=iso-8859-1")).toEqual({
      kind: "text",
      value: "é",
    });
    await expect(parse("x", "text/plain; charset=klingon")).rejects.toMatchObject({ code: "validation" });
  });
});

describe("multipart/form-data", () => {
  const type = 'multipart/form-data; boundary="x y"';
  const part = (head: string, content: string) =>
    `--x y\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;

  it("gives fields as text and files by what they are", async () => {
    const file = part('name="f"; filename="a.txt"\r\nContent-Type: text/csv', "1,2,3");
    const text = `${part('name="a"', "1")}${part('name="a"', "2")}${file}--x y--\r\n`;
    expect(await parse(text, type)).toEqual({
      kind: "form",
      value: { a: ["1", "2"], f: { filename: "a.txt", contentType: "text/csv", size: 5 } },
    });
  });

  it.each([
    ["no boundary", "multipart/form-data", "--x--"],
    ["no end", type, part('name="a"', "1")],
    ["no name", type, `${part("", "1")}--x y--\r\n`],
  ])("with %s is text", async (_name, contentType, text) => {
    expect(await parse(text, contentType)).toEqual({ kind: "text", value: text });
  });
});

describe("conditions on forms, XML and text", () => {
  const check = async (text: string, type: string, condition: Condition) => {
    const body = await parse(text, type);
    return compileConditions({ conditions: [condition] }).hold({
      method: "POST",
      segments: [],
      headers: {},
      query: {},
      body,
    });
  };

  it.each<[string, string, Condition]>([
    ["amount=100&name=Joe", "application/x-www-form-urlencoded", { path: "amount", value: 100 }],
    ["amount=100&name=Joe", "application/x-www-form-urlencoded", { path: "$.body.name", value: "Joe" }],
    ["id=2&id=1", "application/x-www-form-urlencoded", { path: "id", value: [1, 2], sortArray: true }],
    ["<order id='7'><item>a</item><item>b</item></order>", "text/xml", { path: "$.order.@id", value: 7 }],
    ["<order id='7'><item>a</item><item>b</item></order>", "text/xml", { path: "order.item[1]", value: "b" }],
    ["<s:E xmlns:s='u'><s:B>1</s:B></s:E>", "text/xml", { path: "$..['s:B']", assertAction: "matches", value: "^1$" }],
    ["ping 7", "text/plain", { path: "$", assertAction: "contains", value: "ping" }],
    ["ping 7", "text/plain", { path: "", assertAction: "matches", value: "\\d$" }],
    ["7", "text/plain", { path: "$", value: 7 }],
    ["aGk=", "text/plain", { path: "$", decode: "base64", value: "hi" }],
  ])("%s as %s: %j holds", async (text, type, condition) => {
    expect(await check(text, type, condition)).toBe(true);
  });
});
