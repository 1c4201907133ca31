import { ConfigError } from "@understudy/runtime";
import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";

const env: NodeJS.ProcessEnv = {
  NODE_ENV: "test",
  DATABASE_URL: "postgresql://u:p@127.0.0.1:5432/understudy",
  SECRET_KEY: "ab".repeat(32),
};

function problemsOf(given: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(given);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("with a database and a key everything else has a default", () => {
  expect(readConfig(env)).toMatchObject({
    authMode: "full",
    publicOrigin: "http://localhost:5770",
    listen: { host: "127.0.0.1", port: 5771 },
    firstAdmin: { login: "admin", password: undefined },
    bodyBytesMax: 5 * 1024 * 1024,
  });
});

test("what is missing is listed at once", () => {
  expect(problemsOf({ NODE_ENV: "test" })).toEqual(["DATABASE_URL: is required", "SECRET_KEY: is required"]);
});

describe("local mode", () => {
  test("is for the embedded database on loopback", () => {
    expect(readConfig({ ...env, AUTH_MODE: "local" }).authMode).toBe("local");
  });

  test.each<[string, Record<string, string>]>([
    ["a public address", { HTTP_BIND_ADDR: "0.0.0.0" }],
    ["a web port that others reach", { WEB_BIND_ADDR: "0.0.0.0" }],
    ["a database of another machine", { DATABASE_URL: "postgresql://u:p@db.example.org/understudy" }],
  ])("refuses to start with %s", (_name, settings) => {
    expect(problemsOf({ ...env, AUTH_MODE: "local", ...settings })).toEqual([
      expect.stringMatching(/^AUTH_MODE: .*use full$/),
    ]);
  });
});
