import { expect, it } from "vitest";
import { withoutOwnCookies } from "./cookie-names.ts";

it.each([
  ["a=1; __Host-understudy.session=x; b=2", "a=1; b=2"],
  ["understudy.session.0=x", ""],
  ["__Secure-understudy.csrf=x;a=understudy.session", "a=understudy.session"],
  ["a=1", "a=1"],
])("our own cookies are taken out of %j", (cookie, left) => {
  expect(withoutOwnCookies(cookie)).toBe(left);
});
