import { expect, it } from "vitest";
import { compileProxy } from "./compile-proxy.ts";

it.each<[proxy: [target: string, route: string], called: string, expected: string | null]>([
  // A star sends on what it stands for.
  [["https://real/v1", "/api/*"], "/api/users/7", "https://real/v1/users/7"],
  [["https://real/v1/", "/api/*"], "/api/users/", "https://real/v1/users/"],
  [["https://real", "/api/*"], "/api/users", "https://real/users"],
  [["https://real", "/*"], "/api/users", "https://real/api/users"],
  [["https://real/v1", "/:tenant/*"], "/acme/a%2Fb/c%20d", "https://real/v1/a%2Fb/c%20d"],
  [["https://real/v1", "/api/*"], "/api/", "https://real/v1/"],
  // Without one: the target's path, or the call's when it has none.
  [["https://real/v1/user", "/users/:id"], "/users/7", "https://real/v1/user"],
  [["https://real/v1/", "/users/:id"], "/users/7", "https://real/v1/"],
  [["https://real", "/users/:id"], "/users/7", "https://real/users/7"],
  // The query goes behind the target's own.
  [["https://real/v1?key=k", "/api/*"], "/api/x?a=1&a=2", "https://real/v1/x?key=k&a=1&a=2"],
  [["https://real/v1", "/api/*"], "/api/x?a=1", "https://real/v1/x?a=1"],
  [["https://real/v1?key=k#there", "/api/*"], "/api/x?", "https://real/v1/x?key=k"],
  // Nobody climbs out of the target's path.
  [["https://real/v1", "/api/*"], "/api/../../admin", null],
  [["https://real/v1", "/api/*"], "/api/%2e%2e/admin", null],
  [["https://real/v1", "/api/*"], "/api/a/../b", "https://real/v1/b"],
  [["https://real/v1", "/api/*"], "/api//evil.example/x", "https://real/v1//evil.example/x"],
  [["https://real", "/*"], "//evil.example/x", "https://real//evil.example/x"],
])("%j, called at %s, asks for %s", ([target, route], called, expected) => {
  const { urlFor } = compileProxy({ target, route, isAnswerRead: false });
  const [path = "", query] = called.split("?");
  expect(urlFor({ path, search: query === undefined ? "" : `?${query}` })).toBe(expected);
});
