import { ConfigError } from "@understudy/runtime";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const databaseUrl = "postgresql://user:password@127.0.0.1:5432/understudy";
const secretKey = "ab".repeat(32);

describe("the configuration", () => {
  it("needs nothing: one user on this machine, data below the project's root", () => {
    const { settings, dataDir, webPort } = readConfig({});
    expect(settings).toMatchObject({ PORT: 5770, HTTP_BIND_ADDR: "localhost", AUTH_MODE: "local" });
    expect(dataDir).toBe(new URL("../../../.data", import.meta.url).pathname);
    expect(webPort).toBeUndefined();
  });

  it("takes a port of web only from whoever chose one", () => {
    expect(readConfig({ WEB_PORT: "6000" }).webPort).toBe(6000);
    expect(readConfig({ WEB_PORT: "" }).webPort).toBeUndefined();
  });

  it("lists everything that is wrong at once", () => {
    const problems = problemsOf({ PORT: "70000", LOG_LEVEL: "loud", DATABASE_URL: "mysql://x" });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual(["PORT", "DATABASE_URL", "LOG_LEVEL"]);
  });

  it.each([
    ["another address", { HTTP_BIND_ADDR: "0.0.0.0" }],
    ["another database", { DATABASE_URL: databaseUrl, SECRET_KEY: secretKey }],
  ])("has users on %s", (_, env) => {
    expect(readConfig(env).settings.AUTH_MODE).toBe("full");
    expect(problemsOf({ ...env, AUTH_MODE: "local" })).toEqual([expect.stringMatching(/^AUTH_MODE: local is for/)]);
  });
});
