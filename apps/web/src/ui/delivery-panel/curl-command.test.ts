import { expect, test } from "vitest";
import { type MessageToSend, renderCurl } from "./curl-command.ts";

const message: MessageToSend = {
  method: "POST",
  url: "http://hooks.example/a",
  headers: [["content-type", "application/json"]],
  body: { encoding: "text", content: "{}" },
};

const lines = (change: Partial<MessageToSend>): string[] =>
  renderCurl({ ...message, ...change }, "id-1").split(" \\\n  ");

test("the line sends method, URL, headers, the id and the body", () => {
  expect(lines({})).toEqual([
    "curl -i -X POST 'http://hooks.example/a'",
    "-H 'content-type: application/json'",
    "-H 'webhook-id: id-1'",
    "--data-raw '{}'",
  ]);
});

test("nothing gets out of the shell's quotes", () => {
  expect(lines({ body: { encoding: "text", content: "it's $(id)" } }).at(-1)).toBe(
    String.raw`--data-raw 'it'\''s $(id)'`,
  );
});

test.each<[string, Partial<MessageToSend>, string[]]>([
  ["no body", { body: null }, ["-H 'content-type: application/json'", "-H 'webhook-id: id-1'"]],
  [
    "a body without a type",
    { headers: [["X-Empty", ""]] },
    ["-H 'X-Empty;'", "-H 'webhook-id: id-1'", "-H 'content-type:'", "--data-raw '{}'"],
  ],
  ["an id of its own", { headers: [["Webhook-Id", "mine"]], body: null }, ["-H 'Webhook-Id: mine'"]],
])("%s", (_name, change, rest) => {
  expect(lines(change).slice(1)).toEqual(rest);
});

test("bytes that are no text go through base64", () => {
  expect(renderCurl({ ...message, headers: [], body: { encoding: "base64", content: "AAE=" } }, "id-1")).toBe(
    [
      "printf %s 'AAE=' | base64 -d | curl -i -X POST 'http://hooks.example/a'",
      "-H 'webhook-id: id-1'",
      "-H 'content-type:'",
      "--data-binary @-",
    ].join(" \\\n  "),
  );
});

test("curl takes no pattern out of a URL", () => {
  expect(lines({ url: "http://[::1]:9/a{b}" })[0]).toBe("curl -ig -X POST 'http://[::1]:9/a{b}'");
});
