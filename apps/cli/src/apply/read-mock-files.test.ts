import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Failure } from "../failure.ts";
import { readMockFiles } from "./read-mock-files.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "understudy-files-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const mock = (id: string, more = "") => `{"id":"${id}","http":{"route":"/${id}"}${more}}`;

const read = (path: string) => readMockFiles([path], { defaultNamespace: "sandbox", terminal: process });

async function problemsOf(path: string): Promise<unknown> {
  const failure = await read(path).catch((error: unknown) => error);
  return failure instanceof Failure ? failure.problems : failure;
}

test("folders are read with those in them, in order, and only what is YAML or JSON", async () => {
  write("b.yaml", `id: b1\nhttp: { route: /b1 }\n---\nid: b2\nhttp: { route: /b2 }\n---\n`);
  write("a.json", `[${mock("a1")}, ${mock("a2")}]`);
  write("deep/c.yml", `mocks:\n  - ${mock("c1")}\n`);
  write("deep/notes.txt", "not a mock");
  const mocks = await read(folder);
  expect(mocks.map(({ id, place }) => [id, place.slice(folder.length + 1)])).toEqual([
    ["a1", "a.json, $[0]"],
    ["a2", "a.json, $[1]"],
    ["b1", "b.yaml (document 1)"],
    ["b2", "b.yaml (document 2)"],
    ["c1", "deep/c.yml, $.mocks[0]"],
  ]);
});

test("what is sent is what the file says, unknown keys too; what is compared is what the server makes of it", async () => {
  const path = write("a.json", mock("a", `,"later":1,"webhooks":[{"url":"http://b","method":"put"}]`));
  const [first] = await read(path);
  expect(first?.given).toMatchObject({ later: 1, webhooks: [{ method: "put" }] });
  expect(first?.read).toMatchObject({ webhooks: [{ method: "PUT" }] });
  expect(first?.read).not.toHaveProperty("later");
});

test("every problem of every file is told, with file, document and JSON path", async () => {
  write("a.yaml", `id: a\nhttp: { route: /a }\nttl: -1\n---\nhttp: { route: /b }\n`);
  write("b.json", `{"id": "b"`);
  expect(await problemsOf(folder)).toEqual([
    { path: `${join(folder, "a.yaml")} (document 1): $.ttl`, message: "must not be negative" },
    {
      path: `${join(folder, "a.yaml")} (document 2): $.id`,
      message: "is required: without it each apply would make another mock",
    },
    { path: join(folder, "b.json"), message: "Flow map must end with a } at line 1, column 11" },
  ]);
});

test("one id twice in a namespace is refused, whether or not the file names the namespace", async () => {
  write("a.json", mock("a"));
  write("b.json", mock("a", `,"namespace":"other"`));
  expect(await read(folder)).toHaveLength(2);
  write("c.json", mock("a", `,"namespace":"sandbox"`));
  expect(await problemsOf(folder)).toEqual([
    { path: join(folder, "c.json"), message: `"a" is in ${join(folder, "a.json")} already` },
  ]);
});

test("what can't be read fails with its name", async () => {
  await expect(read(join(folder, "gone.yaml"))).rejects.toThrow("gone.yaml");
});
