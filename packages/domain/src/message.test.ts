import { createHttpMessage } from "./http-message.ts";
import { decodeMessage, encodeMessage } from "./message.ts";
import { expect, test } from "vitest";

const url = "http://a.example/";
const json = "application/json";
const text = "text/plain; charset=utf-8";

test.each<[body: unknown, bytes: string | null, contentType: string | null]>([
  [null, null, null],
  [undefined, null, null],
  [{ a: [1, "ä"] }, '{"a":[1,"ä"]}', json],
  [[], "[]", json],
  [0, "0", json],
  [1.5, "1.5", json],
  [true, "true", json],
  [false, "false", json],
  ["", "", text],
  ["hello", "hello", text],
  ["5", "5", text],
  ["true", "true", text],
  ["null", "null", text],
  ['"quoted"', '"quoted"', text],
  ['{"a":1}', '{"a":1}', json],
  [" \n[1, 2] ", " \n[1, 2] ", json],
  ["{not json}", "{not json}", text],
  ["[1", "[1", text],
  ["<a/>", "<a/>", text],
])("the body %j is sent as %j of type %j", (body, bytes, contentType) => {
  const rendered = createHttpMessage({ url, body, hops: 1 });
  expect(rendered.body === null ? null : Buffer.from(rendered.body).toString()).toBe(bytes);
  expect(rendered.message.headers).toEqual(contentType === null ? [] : [["content-type", contentType]]);
});

test("a message is read back as it was stored, whatever its text", () => {
  for (const odd of ["http://a.example/ä?b=1", "http://a.example/\u0000", "http://a.example/\ud800"]) {
    const headers = { "X-A": "1", "x-a": "ä" };
    const { message } = createHttpMessage({ url: odd, method: "DELETE", headers, hops: 2 });
    expect(decodeMessage(Buffer.from(encodeMessage(message)).toString())).toEqual(message);
  }
});

test("a callback without more than a URL is a POST without body or headers", () => {
  const { message, body } = createHttpMessage({ url, hops: 1 });
  expect({ message, body }).toMatchObject({
    message: { kind: "http", version: 1, method: "POST", url, headers: [] },
    body: null,
  });
});

test("the body's own type gives way to a header, in whatever case", () => {
  const headers = { "CONTENT-type": "application/xml" };
  const { message } = createHttpMessage({ url, headers, body: "<a/>", hops: 1 });
  expect(message.headers).toEqual([["CONTENT-type", "application/xml"]]);
});

test("what this version does not know is refused, not guessed", () => {
  const { message } = createHttpMessage({ url, hops: 1 });
  for (const stored of [
    { ...message, version: 2 },
    { ...message, kind: "fax" },
    { ...message, method: "CONNECT" },
    {},
  ]) {
    expect(() => decodeMessage(JSON.stringify(stored))).toThrow();
  }
});
