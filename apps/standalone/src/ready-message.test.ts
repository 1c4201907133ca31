import { describe, expect, it } from "vitest";
import { renderReadyMessage, type ReadyMessageOptions } from "./ready-message.ts";

const options: ReadyMessageOptions = {
  url: "http://localhost:5770",
  authMode: "local",
  adminLogin: "ada",
  notices: ["first admin: ada\npassword: secret  (shown once)"],
  dataDir: "/data",
  database: "embedded PostgreSQL in /data/postgres",
  secondsToReady: 2.345,
};

describe("the ready message", () => {
  it("has one line that starts with ready and names the URL", () => {
    const lines = renderReadyMessage(options).split("\n");
    expect(lines.filter((line) => line.startsWith("ready"))).toEqual(["ready at http://localhost:5770 (2.3 s)"]);
  });

  it("says where things are, and what the processes want to have said", () => {
    const text = renderReadyMessage(options);
    for (const part of [
      "http://localhost:5770/ui",
      "/data",
      "embedded PostgreSQL in",
      "first admin: ada",
      "password: secret",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("has commands that a shell takes as they are", () => {
    const commands = renderReadyMessage(options).match(/curl .*/g) ?? [];
    expect(commands).toHaveLength(2);
    const body = /-d '(.*)'$/.exec(commands[0] ?? "")?.[1] ?? "";
    expect(JSON.parse(body)).toMatchObject({ id: "hello", http: { route: "/hello/:name" } });
    expect(commands[1]).toBe("curl http://localhost:5770/stubs/sandbox/hello/you");
  });

  it("shows how to sign in where there are users", () => {
    const commands = renderReadyMessage({ ...options, authMode: "full" }).match(/curl .*/g) ?? [];
    expect(commands[0]).toContain(`/api/v1/auth/login -H 'Content-Type: application/json' -d '{"login":"ada",`);
    expect(commands[1]).toContain("-H 'Authorization: Bearer <token>'");
  });
});
