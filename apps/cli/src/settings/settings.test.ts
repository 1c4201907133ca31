import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { configFilePath, readConfigFile, writeConfigFile } from "./config-file.ts";
import { readSettings } from "./settings.ts";

let home: string;
let env: Record<string, string>;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "understudy-settings-"));
  env = { XDG_CONFIG_HOME: home };
});

afterEach(() => rmSync(home, { recursive: true }));

test("without anything it is the server of this machine, and the server decides the namespace", () => {
  expect(readSettings({}, env)).toEqual({
    server: "http://localhost:5770",
    token: undefined,
    namespace: undefined,
    output: "table",
    isQuiet: false,
  });
});

test("a flag wins over the environment, our name over the other one, that over the last login", () => {
  writeConfigFile(env, { server: "http://login:1", servers: { "http://login:1": { token: "kept" } } });
  expect(readSettings({}, env)).toMatchObject({ server: "http://login:1", token: "kept" });
  const other = { ...env, MOCKARTY_SERVER: "http://theirs:2", MOCKARTY_TOKEN: "mk_theirs" };
  expect(readSettings({}, other)).toMatchObject({ server: "http://theirs:2", token: "mk_theirs" });
  const both = { ...other, UNDERSTUDY_SERVER: "ours:3/", UNDERSTUDY_TOKEN: "mk_ours", UNDERSTUDY_NAMESPACE: "a" };
  expect(readSettings({}, both)).toMatchObject({ server: "http://ours:3", token: "mk_ours", namespace: "a" });
  const flags = { server: "https://flag/base/", token: "mk_flag", namespace: "b" };
  expect(readSettings(flags, both)).toMatchObject({ server: "https://flag/base", token: "mk_flag", namespace: "b" });
});

test("the token of a login goes to the server that gave it and to no other", () => {
  writeConfigFile(env, { server: "http://a:1", servers: { "http://a:1": { token: "secret" } } });
  expect(readSettings({ server: "http://b:1" }, env).token).toBeUndefined();
  expect(readSettings({ server: "http://a:1/" }, env).token).toBe("secret");
});

test.each(["ftp://a", "http://", "http://user@a", "http://a?b=1"])("%s is not the address of a server", (server) => {
  expect(() => readSettings({ server }, env)).toThrow("is not the address of a server");
});

test("the file is its owner's alone, in a folder that is, too, whatever the umask lets through", () => {
  const before = process.umask(0);
  try {
    writeConfigFile(env, { servers: {} });
  } finally {
    process.umask(before);
  }
  expect(statSync(configFilePath(env)).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, "understudy")).mode & 0o777).toBe(0o700);
});

test("a file that was open to others is not after the next login", () => {
  writeConfigFile(env, { servers: {} });
  writeFileSync(configFilePath(env), "{}", { mode: 0o644 });
  writeConfigFile(env, { servers: { "http://a": { token: "t" } } });
  expect(statSync(configFilePath(env)).mode & 0o777).toBe(0o600);
  expect(readConfigFile(env)).toEqual({ servers: { "http://a": { token: "t" } } });
});

test("a file that is broken says where it is and what to do", () => {
  writeConfigFile(env, { servers: {} });
  writeFileSync(configFilePath(env), "{");
  expect(() => readConfigFile(env)).toThrow(`${configFilePath(env)} is not what login wrote`);
});
