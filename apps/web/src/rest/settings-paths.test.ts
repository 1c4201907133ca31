import { expect, it } from "vitest";
import { withoutSettings } from "./settings-paths.ts";

it.each([
  ["GET", "/settings/users", "/users"],
  ["POST", "/settings/users", "/users"],
  ["DELETE", "/settings/users/u%201", "/users/u%201"],
  ["PUT", "/settings/users/u", "/users/u/role"],
  ["PUT", "/settings/cleanup", "/cleanup-policy"],
  ["GET", "/settings/webhooks", "/webhooks"],
  ["DELETE", "/settings/webhooks/w", "/webhooks/w"],
  ["GET", "/settings/else", "/settings/else"],
  ["GET", "/settings/users/u/more", "/settings/users/u/more"],
  ["GET", "/users", "/users"],
])("%s …%s is …%s", (method, given, meant) => {
  const base = "/api/v1/namespaces/n%2F1";
  expect(withoutSettings(method, base + given)).toBe(base + meant);
});
