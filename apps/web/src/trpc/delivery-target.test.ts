import { expect, test } from "vitest";
import { toTarget } from "./delivery-target.ts";

const own = { publicOrigin: "https://mocks.example", port: 5770 };

test.each([
  ["hooks.example", "hooks.example"],
  ["Hooks.Example:8443", "hooks.example:8443"],
  ["https://hooks.example/path?x=1", "hooks.example"],
  ["https://hooks.example:443/", "hooks.example"],
  ["localhost:9000", "localhost:9000"],
  ["mocks.example", "own"],
  ["https://mocks.example/stubs/sandbox/inbox", "own"],
  ["localhost:5770", "own"],
  ["http://127.0.0.1:5770/stubs/sandbox/inbox", "own"],
  ["[::1]:5770", "own"],
  ["own", "own"],
  ["not a host", "not a host"],
])("%s means %s", (text, target) => {
  expect(toTarget(text, own)).toBe(target);
});
