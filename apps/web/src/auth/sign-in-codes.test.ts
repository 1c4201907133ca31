import { expect, test } from "vitest";
import { readSignInAnswer } from "./sign-in-codes.ts";

test.each([
  ["http://localhost:5770/api/auth/error?error=CodeNeeded", { kind: "code-needed" }],
  ["/api/auth/error?error=CredentialsSignin&provider=credentials", { kind: "wrong" }],
  ["/api/auth/error?error=SignInOver", { kind: "over" }],
  ["/api/auth/error?error=TryLater.64", { kind: "try-later", seconds: 64 }],
  ["/api/auth/error?error=Unavailable", null],
  ["/api/auth/error", null],
])("%s", (url, answer) => {
  expect(readSignInAnswer(url)).toEqual(answer);
});
