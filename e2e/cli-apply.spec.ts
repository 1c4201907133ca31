import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type CommandLine, openCommandLine } from "./command-line.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** `mock apply`: files become mocks, and nothing is lost on the way. */
let product: Product;
let shell: CommandLine;
let client: RestClient;

test.beforeAll(async () => {
  product = await startProduct();
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

test.beforeEach(async () => {
  shell = await openCommandLine(product.url);
  await mkdir(join(shell.folder, "mocks"));
});

test.afterEach(() => shell.close());

const write = (name: string, text: string) => writeFile(join(shell.folder, "mocks", name), text);
const get = async (id: string, query = "") => client.call("GET", `/api/v1/mocks/${id}${query}`);

function yaml(id: string, message: string, more = ""): string {
  return `id: ${id}\nhttp: { route: /${id}, httpMethod: GET }\nresponse: { payload: ${message} }\n${more}`;
}

test("what is new is made, what differs is changed field by field, what is the same is left alone", async () => {
  await write("two.yaml", `${yaml("one", "first")}---\n${yaml("two", "second", "tags: [a, b]\n")}`);
  const dry = await shell.expectOk("understudy mock apply -f mocks --dry-run");
  expect(dry).toBe("+ sandbox/one\n+ sandbox/two\n2 to create, 0 to change, 0 to delete, 0 unchanged\n");
  expect((await get("one")).status).toBe(404);

  expect(await shell.expectOk("understudy mock apply -f mocks")).toBe(dry);
  expect((await client.call("GET", "/stubs/sandbox/two")).text).toBe("second");

  await write("two.yaml", `${yaml("one", "first")}---\n${yaml("two", "changed", "ttl: 3600\ntags: [a]\n")}`);
  const changed = await shell.expectOk("understudy mock apply -f mocks");
  expect(changed).toContain("= sandbox/one\n~ sandbox/two\n");
  expect(changed).toContain('    response.payload: "second" → "changed"\n');
  expect(changed).toContain("    ttl: + 3600\n");
  expect(changed).toContain('    tags[1]: - "b"\n');
  expect(changed).toContain("0 to create, 1 to change, 0 to delete, 1 unchanged\n");
  expect((await client.call("GET", "/stubs/sandbox/two")).text).toBe("changed");

  const etag = (await get("one")).headers.get("etag");
  const same = await shell.readJson("understudy mock apply -f mocks -o json");
  expect(same).toMatchObject({ dryRun: false, set: null, counts: { create: 0, change: 0, delete: 0, unchanged: 2 } });
  expect((await get("one")).headers.get("etag")).toBe(etag);
});

test("what get shows is what apply takes, by stdin, and it changes nothing", async () => {
  await client.save({
    id: "taken",
    http: { route: "/taken", conditions: [{ path: "$.a", value: 1 }] },
    response: { payload: { a: "$.req.a" } },
    webhooks: [{ url: "http://localhost:1/x", headers: { Authorization: "Bearer s3cret" } }],
    extract: { gStore: { last: "$.req.a" } },
  });
  for (const format of ["json", "yaml"]) {
    const plan = await shell.expectOk(`understudy mock get taken -o ${format} | understudy mock apply -f -`);
    expect(plan).toBe("= sandbox/taken\n0 to create, 0 to change, 0 to delete, 1 unchanged\n");
  }
});

test("a secret can't be compared: it is written each time, and never shown", async () => {
  const callback = "webhooks: [{ url: 'http://localhost:1/x', headers: { Authorization: Bearer s3cret } }]\n";
  await write("secret.yaml", yaml("secret", "x", callback));
  await shell.expectOk("understudy mock apply -f mocks");
  const again = await shell.expectOk("understudy mock apply -f mocks");
  expect(again).toContain("~ sandbox/secret\n    webhooks[0].headers.Authorization: a secret that can't be compared");
  expect(again).not.toContain("s3cret");
  const document = await shell.expectOk("understudy mock apply -f mocks -o json");
  expect(document).not.toContain("s3cret");
});

test("all or nothing: one that the server refuses keeps the others out, and is told by its place in the files", async () => {
  await write("good.yaml", yaml("good", "x"));
  await write(
    "masked.yaml",
    yaml("masked", "x", "webhooks: [{ url: 'http://a', headers: { Authorization: '••••••' } }]\n"),
  );
  const refused = await shell.run("understudy mock apply -f mocks");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("nothing was changed");
  expect(refused.stderr).toContain("mocks/masked.yaml: $.webhooks[0].headers.Authorization");
  expect((await get("good")).status).toBe(404);

  await write("masked.yaml", yaml("masked", "x", "ttl: soon\n"));
  const invalid = await shell.run("understudy mock apply -f mocks");
  expect(invalid).toMatchObject({ code: 2, stdout: "" });
  expect(invalid.stderr).toContain("mocks/masked.yaml: $.ttl:");
});

test("pruning deletes what the set made and the files no longer have, after a yes, and nothing else", async () => {
  await client.call("POST", "/api/v1/namespaces", { body: { name: "pruned" } });
  await client.save({ id: "by-hand", namespace: "pruned", http: { route: "/by-hand" } });
  await write("keep.yaml", yaml("keep", "x", "tags: [mine]\n"));
  await write("drop.yaml", yaml("drop", "x"));
  const apply = "understudy mock apply -f mocks --namespace pruned";
  await shell.expectOk(`${apply} --set shop`);
  expect((await get("keep", "?namespace=pruned")).body["tags"]).toEqual(["mine", "set:shop"]);
  expect(await shell.expectOk(`${apply} --set shop`)).toContain("0 to create, 0 to change, 0 to delete, 2 unchanged");

  await rm(join(shell.folder, "mocks/drop.yaml"));
  expect(await shell.run(`${apply} --prune`)).toMatchObject({ code: 2 });
  expect(await shell.expectOk(`${apply} --set other --prune --dry-run`)).not.toContain("- pruned/");
  const asked = await shell.run(`${apply} --set shop --prune`);
  expect(asked).toMatchObject({ code: 2, stdout: expect.stringContaining("- pruned/drop\n") });
  expect(asked.stderr).toContain("say yes with --yes");
  expect((await get("drop", "?namespace=pruned")).status).toBe(200);

  await shell.expectOk(`${apply} --set shop --prune --yes`);
  expect((await get("drop", "?namespace=pruned")).status).toBe(404);
  expect((await get("by-hand", "?namespace=pruned")).status).toBe(200);
  await shell.expectOk("understudy mock restore drop --namespace pruned");
  expect((await get("drop", "?namespace=pruned")).status).toBe(200);
});

test("what somebody changes while it asks is not lost: nothing is applied, and the code says so", async () => {
  await write("raced.yaml", yaml("raced", "x"));
  await write("other.yaml", yaml("other", "x"));
  await shell.expectOk("understudy mock apply -f mocks --set race");
  await rm(join(shell.folder, "mocks/other.yaml"));
  await write("raced.yaml", yaml("raced", "from-file"));
  await write("new.yaml", yaml("new", "x"));
  // `script` is a terminal around a program.
  const line = "understudy mock apply -f mocks --set race --prune";
  const { child, output, ended } = shell.start(`script -qec "${line}" /dev/null`);
  await expect.poll(output).toContain("delete 1, as shown? [y/N]");
  await client.call("PATCH", "/api/v1/mocks/raced", { body: { response: { payload: "by-hand" } } });
  child.stdin.write("y\n");
  expect(await ended).toMatchObject({ code: 7 });
  expect(output()).toContain("mocks/raced.yaml: $: If-Match: the mock was changed meanwhile");
  expect(output()).toContain("nothing was changed");
  expect((await get("raced")).body).toMatchObject({ response: { payload: "by-hand" } });
  expect((await get("new")).status).toBe(404);
  expect((await get("other")).status).toBe(200);
});

test("a folder that the dashboard chose stays, unless the file names one", async () => {
  const folder = await client.call("POST", "/api/v1/mock-folders", { body: { name: "kept" } });
  await write("filed.yaml", yaml("filed", "x"));
  await shell.expectOk("understudy mock apply -f mocks");
  await client.call("PATCH", "/api/v1/mocks/batch/move", { body: { ids: ["filed"], folderId: folder.body["id"] } });
  expect(await shell.expectOk("understudy mock apply -f mocks")).toContain("= sandbox/filed");
  await write("filed.yaml", yaml("filed", "y"));
  await shell.expectOk("understudy mock apply -f mocks");
  expect((await get("filed")).body).toMatchObject({ folderId: folder.body["id"], response: { payload: "y" } });
});

test("a batch with ifMatch saves all of it, or nothing when one mock is not what it was", async () => {
  const mock = (id: string, payload: string) => ({ id, http: { route: `/${id}` }, response: { payload } });
  const save = (ifMatch: unknown[], ...mocks: object[]) =>
    client.call("POST", "/api/v1/mocks/batch", { body: { mocks, ifMatch } });
  expect((await save([null, null], mock("m1", "1"), mock("m2", "1"))).status).toBe(200);
  const [first, second] = [(await get("m1")).headers.get("etag"), (await get("m2")).headers.get("etag")];
  await client.call("PATCH", "/api/v1/mocks/m2", { body: { priority: 1 } });

  const late = await save([first, second], mock("m1", "2"), mock("m2", "2"));
  expect(late).toMatchObject({
    status: 412,
    body: { code: "conflict", problems: [{ path: "$.mocks[1]" }], mock: { id: "m2", priority: 1 } },
  });
  expect((await get("m1")).body).toMatchObject({ response: { payload: "1" } });
  expect((await save([null], mock("m1", "2"))).status).toBe(412);
  expect((await save(["*"], mock("m3", "2"))).status).toBe(412);
  expect((await save([first, "*"], mock("m1", "2"), mock("m2", "2"))).status).toBe(200);
  expect(await save([null], mock("m4", "1"), mock("m5", "1"))).toMatchObject({
    status: 400,
    body: { problems: [{ path: "$.ifMatch", message: "must have as many items as mocks: 2" }] },
  });
  expect(await save(["3"], mock("m4", "1"))).toMatchObject({
    status: 400,
    body: { problems: [{ path: "$.ifMatch[0]" }] },
  });
});
