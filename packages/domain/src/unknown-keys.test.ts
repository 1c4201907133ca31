import { describe, expect, it } from "vitest";
import { MockInputSchema, serverKeptMockKeys } from "./mock.ts";
import { findUnknownKeys } from "./unknown-keys.ts";

const find = (input: unknown) =>
  [...findUnknownKeys(MockInputSchema, input, { ignored: serverKeptMockKeys })].map(
    ({ path, message }) => `${path} ${message}`,
  );

describe("unknown keys", () => {
  it("are named with their path and the nearest known key", () => {
    expect(
      find({ id: "a", prioritee: 1, http: { route: "/x", headers: [] }, response: { body: 1, statuscode: 200 } }),
    ).toEqual([
      "$.prioritee unknown key, ignored; did you mean priority?",
      "$.http.headers unknown key, ignored; did you mean header?",
      "$.response.body unknown key, ignored",
      "$.response.statuscode unknown key, ignored; did you mean statusCode?",
    ]);
  });

  it("are found in lists", () => {
    expect(find({ webhooks: [{ url: "http://x" }, { url: "http://x", retries: 3 }] })).toEqual([
      "$.webhooks[1].retries unknown key, ignored",
    ]);
  });

  it("are no matter where anything is allowed, nor where the server keeps the field", () => {
    expect(
      find({
        response: { payload: { anything: 1 }, headers: { "x-any": ["1"] } },
        mStore: { a: { b: 1 } },
        createdAt: 1,
        useCounter: 2,
        _meta: {},
      }),
    ).toEqual([]);
  });

  it("called like what every object inherits are unknown too", () => {
    expect(find(JSON.parse('{"constructor":1,"__proto__":{"a":1}}'))).toEqual([
      "$.constructor unknown key, ignored",
      "$.__proto__ unknown key, ignored",
    ]);
  });
});
