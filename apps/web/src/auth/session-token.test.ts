import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { readSessionId } from "./session-token.ts";

const secret = "one";

test("the session id comes back out of the cookie", async () => {
  const cookie = await encode({ token: { sessionId: "us_1" }, secret });
  expect(await readSessionId(cookie, secret)).toBe("us_1");
});

test.each([
  ["none", () => Promise.resolve(undefined)],
  ["nonsense", () => Promise.resolve("nonsense")],
  ["of another installation", () => encode({ token: { sessionId: "us_1" }, secret: "two" })],
  ["too old", () => encode({ token: { sessionId: "us_1" }, secret, maxAge: -60 })],
  ["without a session", () => encode({ token: { name: "admin" }, secret })],
])("a cookie that is no session of ours is none: %s", async (_name, make) => {
  expect(await readSessionId(await make(), secret)).toBeNull();
});
