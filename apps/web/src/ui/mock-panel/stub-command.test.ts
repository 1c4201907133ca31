import { expect, test } from "vitest";
import { renderStubCommand, renderStubUrl } from "./stub-command.ts";

test.each([
  ["/api/users/:id", "http://localhost:5770/stubs/sandbox/api/users/:id"],
  ["/", "http://localhost:5770/stubs/sandbox"],
  [null, null],
])("a mock with the route %s answers at %s", (route, url) => {
  expect(renderStubUrl({ namespace: "sandbox", route }, "http://localhost:5770")).toBe(url);
});

test.each([
  ["GET", "curl -i 'u'"],
  ["ANY", "curl -i 'u'"],
  ["POST", "curl -i -X POST 'u'"],
  ["HEAD", "curl -i -I 'u'"],
])("%s is called by %s", (method, command) => {
  expect(renderStubCommand(method, "u")).toBe(command);
});

test("nothing in a route gets out of the shell's quotes", () => {
  expect(renderStubCommand("GET", "http://h/it's;$(id)")).toBe(String.raw`curl -i 'http://h/it'\''s;$(id)'`);
});
