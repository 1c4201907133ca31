import { expect, test } from "vitest";
import { parseReturnPath, signInPath } from "./return-path.ts";

test.each([
  ["/ui/sandbox/mocks?search=a%20b", "/ui/sandbox/mocks?search=a+b"],
  ["/ui/sandbox/mocks?mock=x&_rsc=1abc", "/ui/sandbox/mocks?mock=x"],
  ["//evil.example/ui/", "/ui/mocks"],
  ["https://evil.example/ui/", "/ui/mocks"],
  ["/ui/../../evil", "/ui/mocks"],
  ["/\\evil.example/ui/", "/ui/mocks"],
  ["javascript:alert(1)//ui/", "/ui/mocks"],
  ["/api/auth/signout", "/ui/mocks"],
  [undefined, "/ui/mocks"],
  [["/ui/a", "/ui/b"], "/ui/mocks"],
])("%j leads to %s", (next, path) => {
  expect(parseReturnPath(next)).toBe(path);
});

test("the sign-in page leads back", () => {
  expect(signInPath("/ui/sandbox/mocks?page=2")).toBe("/ui/sign-in?next=%2Fui%2Fsandbox%2Fmocks%3Fpage%3D2");
});
