import { expect, test } from "vitest";
import { OidcClaimsSchema } from "./oidc-claims.ts";

const who = { iss: "https://id.example.com", sub: "1" };

test.each([
  ["only who it is", {}, { email: null, name: "1" }],
  [
    "a verified address",
    { email: "Ada@Example.com", email_verified: true },
    { email: "ada@example.com", name: "Ada@Example.com" },
  ],
  ["an address that is not verified", { email: "a@b.c", email_verified: false }, { email: null, name: "a@b.c" }],
  ["an address of which nothing is said", { email: "a@b.c" }, { email: null }],
  ["a text where a truth value should be", { email: "a@b.c", email_verified: "true" }, { email: null }],
  ["a name", { preferred_username: "ada", email: "a@b.c" }, { name: "ada" }],
  ["a name that is no text", { preferred_username: 7 }, { name: "1" }],
])("%s", (_name, claims, expected) => {
  expect(OidcClaimsSchema.parse({ ...who, ...claims })).toMatchObject({ issuer: who.iss, subject: "1", ...expected });
});

test.each([{ iss: who.iss }, { sub: "1" }, { ...who, sub: "" }, { ...who, sub: 1 }])("%j is nobody", (claims) => {
  expect(OidcClaimsSchema.safeParse(claims).success).toBe(false);
});
