import type { ResponseDefinition } from "@understudy/domain";
import { describe, expect, it } from "vitest";
import { createContext } from "../test/context.ts";
import { compileAnswer } from "./compile-answer.ts";

const binary = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]);
const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
const files = new Map<string, Uint8Array>([
  ["order.json", Buffer.from('{ "id": "$.req.id", "note": "no. $.req.id", "list": [1, 2.0] }')],
  ["static.json", Buffer.from('{ "big": 12345678901234567890 }\n')],
  ["text.json", Buffer.from('"$.req.id"')],
  ["bare.json", Buffer.from('{ "amount": $.req.id }')],
  ["list", Buffer.from("[ $.req.id, 2]")],
  ["object", Buffer.from('{"id":"$.req.id"}')],
  ["page.html", Buffer.from("<b>$.req.id</b>")],
  ["soap.XML", Buffer.from("<a>$.req.missing</a>")],
  ["rows.csv", Buffer.from("id\n$.req.id\n")],
  ["plain", Buffer.from("42")],
  ["grüße.txt", Buffer.from("grüße")],
  ["logo.png", binary],
  ["blob", binary],
  ["deep.json", Buffer.from(deep)],
  ["encoded", Buffer.from("aGVsbG8=\n")],
]);

function render(response: ResponseDefinition, body: unknown = { id: 7, encoded: "aGVsbG8=" }) {
  const answer = compileAnswer(response, { files, isStrict: false });
  return answer.fixed ?? answer.render(createContext(body));
}

function read(response: ResponseDefinition) {
  const { status, headers, body, payload } = render(response);
  const type = headers[headers.findIndex((name) => name.toLowerCase() === "content-type") + 1];
  return { status, type, body: body.toString(), payload };
}

const text = "text/plain; charset=utf-8";
const json = "application/json";

describe("what an answer carries", () => {
  it.each<[string, ResponseDefinition, ReturnType<typeof read>]>([
    ["an error", { error: "no" }, { status: 500, type: json, body: '{"error":"no"}', payload: { error: "no" } }],
    [
      "an error with a status and a template",
      { error: "no $.req.id", statusCode: 409, payload: "never sent" },
      { status: 409, type: json, body: '{"error":"no 7"}', payload: { error: "no 7" } },
    ],
    [
      "base64",
      { decode: "base64", payload: "aGVs\nbG8" },
      { status: 200, type: "application/octet-stream", body: "hello", payload: "aGVs\nbG8" },
    ],
    [
      "base64 that a template brings in, of a type that the mock names",
      { decode: "base64", payload: "$.req.encoded", headers: { "Content-Type": ["image/x"] } },
      { status: 200, type: "image/x", body: "hello", payload: "aGVsbG8=" },
    ],
  ])("is %s", (_name, response, expected) => {
    expect(read(response)).toEqual(expected);
  });

  it.each<[file: string, type: string, sent: [body: string, payload: unknown]]>([
    ["order.json", json, ['{"id":7,"note":"no. 7","list":[1,2]}', { id: 7, note: "no. 7", list: [1, 2] }]],
    ["static.json", json, ['{ "big": 12345678901234567890 }\n', { big: 12345678901234567000 }]],
    ["text.json", json, ["7", 7]],
    ["bare.json", json, ['{ "amount": 7 }', '{ "amount": 7 }']],
    ["list", text, ["[ 7, 2]", "[ 7, 2]"]],
    ["object", json, ['{"id":7}', { id: 7 }]],
    ["page.html", "text/html; charset=utf-8", ["<b>7</b>", "<b>7</b>"]],
    ["soap.XML", "application/xml; charset=utf-8", ["<a>$.req.missing</a>", "<a>$.req.missing</a>"]],
    ["rows.csv", "text/csv; charset=utf-8", ["id\n7\n", "id\n7\n"]],
    ["plain", text, ["42", "42"]],
    ["grüße.txt", text, ["grüße", "grüße"]],
    ["deep.json", json, [deep, deep]],
  ])("is the file %s", (payloadTemplatePath, type, [body, payload]) => {
    expect(read({ payloadTemplatePath })).toEqual({ status: 200, type, body, payload });
  });

  it.each([
    ["logo.png", "image/png"],
    ["blob", "application/octet-stream"],
  ])("is the file %s byte by byte, because it is no text", (payloadTemplatePath, type) => {
    const { body, headers } = render({ payloadTemplatePath });
    expect(body).toEqual(binary);
    expect(headers).toContain(type);
  });

  it("is what a base64 file stands for", () => {
    expect(read({ payloadTemplatePath: "encoded", decode: "base64" }).body).toBe("hello");
  });

  it("is missing when its file is, and the call is told which", () => {
    expect(() => render({ payloadTemplatePath: "gone.html" })).toThrow(/"gone.html", which is not stored/);
  });

  it("is missing when a template brings in what is not base64", () => {
    expect(() => render({ decode: "base64", payload: "$.req.id" }, { id: "#" })).toThrow(/not base64/);
  });
});
