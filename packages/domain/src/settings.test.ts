import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { authModeOf, findSettingConflicts, publicOrigin, SettingsSchema } from "./settings.ts";

const parse = (env: Record<string, string>) => SettingsSchema.parse(env);

describe("settings", () => {
  it("are all in the README, and the README has no others", () => {
    const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
    const section = readme.slice(readme.indexOf("## Settings"), readme.indexOf("## Containers"));
    const rows = section.split("\n").filter((line) => line.startsWith("| `"));
    const documented = rows.flatMap((row) =>
      [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map((match) => match[1]),
    );
    expect(documented.sort()).toEqual(Object.keys(SettingsSchema.shape).sort());
  });

  it.each([
    ["00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF", true],
    ["ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=", true],
    ["short", false],
    ["ABEiM0RVZneImaq7zN3u/w==", false],
    ["not base64 at all, but long enough for it.", false],
  ])("take a SECRET_KEY of 32 bytes: %s", (text, isGood) => {
    const parsed = SettingsSchema.safeParse({ SECRET_KEY: text });
    expect(parsed.success).toBe(isGood);
    if (parsed.success) expect(parsed.data.SECRET_KEY).toBe("00112233445566778899aabbccddeeff".repeat(2));
  });

  it.each([
    ["10.0.0.0/8, ::1", true],
    ["10.0.0.0/33", false],
    ["proxy.example.com", false],
  ])("take TRUSTED_PROXIES %s: %s", (text, isGood) => {
    expect(SettingsSchema.safeParse({ TRUSTED_PROXIES: text }).success).toBe(isGood);
  });

  it.each([
    [{}, "local"],
    [{ HTTP_BIND_ADDR: "127.0.0.2" }, "local"],
    [{ HTTP_BIND_ADDR: "0.0.0.0" }, "full"],
    [{ DATABASE_URL: "postgres://u:p@h/d" }, "full"],
    [{ AUTH_MODE: "full" }, "full"],
  ])("choose the AUTH_MODE of %j: %s", (env, mode) => {
    expect(authModeOf(parse(env))).toBe(mode);
  });

  it("name everything that does not fit together", () => {
    const conflicts = findSettingConflicts(parse({ DATABASE_URL: "postgres://u:p@h/d", AUTH_MODE: "local" }));
    expect(conflicts.map((conflict) => conflict.split(":")[0])).toEqual(["SECRET_KEY", "AUTH_MODE"]);
    expect(findSettingConflicts(parse({ AUTH_MODE: "local", HTTP_BIND_ADDR: "192.0.2.1" }))).toHaveLength(1);
    expect(findSettingConflicts(parse({}))).toEqual([]);
  });

  it("take an OpenID Connect provider as a whole, over https", () => {
    const whole = { OIDC_ISSUER: "https://id.example.com", OIDC_CLIENT_ID: "a", OIDC_CLIENT_SECRET: "b" };
    expect(findSettingConflicts(parse(whole))).toEqual([]);
    const { OIDC_CLIENT_SECRET: _, ...part } = whole;
    expect(findSettingConflicts(parse(part))).toEqual([
      "OIDC_CLIENT_SECRET: is required, since OIDC_ISSUER and OIDC_CLIENT_ID is given",
    ]);
    for (const [issuer, isGood] of [
      ["https://id.example.com/realms/one", true],
      ["http://127.0.0.1:8080", true],
      ["http://[::1]:8080", true],
      ["http://id.example.com", false],
      ["http://localhost.example.com", false],
      ["id.example.com", false],
    ] as const)
      expect(SettingsSchema.safeParse({ OIDC_ISSUER: issuer }).success, issuer).toBe(isGood);
  });

  it("know the public origin", () => {
    expect(publicOrigin(parse({ PORT: "8080" }))).toBe("http://localhost:8080");
    expect(publicOrigin(parse({ PUBLIC_URL: "https://mocks.example.com/x" }))).toBe("https://mocks.example.com");
  });
});
