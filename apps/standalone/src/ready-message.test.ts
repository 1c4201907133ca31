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

  it("has commands that a shell takes as they are: two mocks, a call and its delivery", () => {
    const commands = commandsOf(options);
    expect(commands).toHaveLength(4);
    const [receiver, sender] = commands.map(
      (command) => JSON.parse(/-d '(.*)'$/.exec(command)?.[1] ?? "null") as unknown,
    );
    expect(receiver).toMatchObject({ id: "inbox", http: { route: "/inbox" } });
    expect(sender).toMatchObject({ webhooks: [{ url: "http://localhost:5770/stubs/sandbox/inbox", async: false }] });
    expect(commands[2]).toContain("curl http://localhost:5770/stubs/sandbox/pay ");
    expect(commands[3]).toBe("curl 'http://localhost:5770/api/v1/deliveries?mockId=pay&limit=1'");
  });

  it("has commands that are short enough to read", () => {
    expect(Math.max(...commandsOf(options).map((command) => command.length))).toBeLessThan(340);
  });

  it("signs in where there are users, and shows the token to the API but not to stubs", () => {
    const [login, ...others] = commandsOf({ ...options, authMode: "full" });
    expect(login).toContain(`/api/v1/auth/login -H 'Content-Type: application/json' -d '{"login":"ada",`);
    const isShown = others.map((command) => command.includes('-H "Authorization: Bearer $TOKEN"'));
    expect(isShown).toEqual([true, true, false, true]);
  });
});

/** The lines to paste. */
function commandsOf(given: ReadyMessageOptions): string[] {
  return renderReadyMessage(given)
    .split("\n")
    .filter((line) => /^ {4}\S/.test(line))
    .map((line) => line.trim());
}
