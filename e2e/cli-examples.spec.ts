import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type CommandLine, openCommandLine } from "./command-line.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Runs every example of every command's help, and every line of docs/cli.md. */
let product: Product;
let shell: CommandLine;
let client: RestClient;

test.beforeAll(async () => {
  // Tokens and sign-in are there in this mode only.
  product = await startProduct({ env: { AUTH_MODE: "full" } });
  shell = await openCommandLine(product.url);
  const { admin } = product;
  await shell.expectOk(`understudy login --login ${admin?.login} --password-stdin`, { stdin: admin?.password ?? "" });
  const token = (await shell.expectOk("understudy token create examples --quiet")).trim();
  client = createRestClient(product.url, token);
  await writeFiles(token);
});

test.afterAll(async () => {
  await shell.close();
  expect(await product.stop()).toBe(0);
});

const greeting = {
  id: "greeting",
  http: { route: "/greetings/:name", httpMethod: "GET" },
  response: { payload: { message: "Hello" } },
};

/** What the lines name. */
async function writeFiles(token: string): Promise<void> {
  await mkdir(join(shell.folder, "mocks"));
  const yaml = `id: greeting\nhttp: { route: "/greetings/:name", httpMethod: GET }\nresponse: { payload: { message: Hi } }\n`;
  await writeFile(join(shell.folder, "greeting.yaml"), yaml);
  await writeFile(join(shell.folder, "mocks/greeting.yaml"), yaml);
  await writeFile(join(shell.folder, "password.txt"), `${product.admin?.password ?? ""}\n`);
  await writeFile(join(shell.folder, "token.txt"), `${token}\n`);
}

/** The world that each line finds, whatever those before it did; returns the ids that stand for those in the examples. */
async function prepare(): Promise<Record<"delivery" | "held" | "request" | "token", string>> {
  const inbox = { id: "receiver", http: { route: "/inbox", httpMethod: "POST" }, response: { payload: "ok" } };
  const callback = { url: `${product.url}/stubs/sandbox/inbox`, body: { amount: "$.req.amount" } };
  const payment = {
    id: "payment",
    tags: ["checkout"],
    http: { route: "/payments", httpMethod: "POST" },
    response: { statusCode: 201, payload: { id: "$.fake.UUID" } },
    webhooks: [callback],
  };
  const held = {
    ...payment,
    id: "held",
    http: { route: "/held" },
    webhooks: [{ ...callback, delay: 600_000 }],
  };
  const mocks = [greeting, inbox, payment, held, { ...greeting, id: "old-greeting", http: { route: "/old" } }];
  expect(await client.call("POST", "/api/v1/mocks/batch", { body: mocks })).toMatchObject({ status: 200 });
  await client.call("DELETE", "/api/v1/mocks/old-greeting");
  await client.call("POST", "/api/v1/stores/global", { body: { key: "lastEvent", value: "paid" } });
  await client.call("DELETE", "/api/v1/mocks/payment/logs");
  const call = await client.call("POST", "/stubs/sandbox/payments", { body: { amount: 2500 } });
  const request = String(call.headers.get("x-request-id"));
  const [delivery] = await client.awaitFinal({ requestId: request });
  const heldCall = await client.call("POST", "/stubs/sandbox/held", { body: { amount: 1 } });
  const [heldDelivery] = await client.listDeliveries({ requestId: String(heldCall.headers.get("x-request-id")) });
  const webhook = { url: `${product.url}/stubs/sandbox/inbox` };
  await client.call("POST", "/api/v1/namespaces/sandbox/webhooks", {
    body: { ...webhook, id: "orders", operation: "mock.restore" },
  });
  await client.call("POST", "/api/v1/admin/webhooks", { body: { ...webhook, id: "users", operation: "user.delete" } });
  // One that is live, and one that is deleted.
  for (const name of ["team-b", "team-c"]) await client.call("POST", "/api/v1/namespaces", { body: { name } });
  await client.call("PUT", "/api/v1/admin/namespaces/team-b/restore");
  await client.call("DELETE", "/api/v1/namespaces/team-c");
  const made = await client.call("POST", "/api/v1/auth/tokens", { body: { name: "spare" } });
  const { id: token } = made.body["token_info"] as { id: string };
  return { delivery: String(delivery?.id), held: String(heldDelivery?.id), request, token };
}

/** The help of every command, found as a reader finds it: from the lists of commands. */
async function listHelpExamples(path = "understudy"): Promise<string[]> {
  const help = await shell.expectOk(`${path} --help`);
  const commands = /^Commands:\n((?: {2,}.*\n)+)/m.exec(help)?.[1] ?? "";
  const names = [...commands.matchAll(/^ {2}([a-z]+)/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");
  const examples = [...help.matchAll(/^ {2}\$ (.+)$/gm)].map(([, line = ""]) => line);
  if (names.length === 0) expect(examples, `${path} has examples`).not.toEqual([]);
  const deeper: string[] = [];
  for (const name of names) deeper.push(...(await listHelpExamples(`${path} ${name}`)));
  return [...examples, ...deeper];
}

async function runExample(line: string): Promise<void> {
  const { delivery, held, request, token } = await prepare();
  const here = line
    .replaceAll("http://localhost:5770", product.url)
    .replaceAll("01a2…", delivery)
    .replaceAll("01b3…", held)
    .replaceAll("01c4…", token)
    .replaceAll("req_0193…", request)
    // Each is made once; the next example may use the name, too.
    .replace("create team-a", `create team-${performance.now().toString(36).replace(".", "-")}`);
  if (/ login --server/.test(here)) return expectPrompt(here);
  if (/ tail\b/.test(here)) return followUntilInterrupted(here);
  await shell.expectOk(here);
  if (/ logout/.test(here)) {
    await shell.expectOk("understudy login --token-stdin < token.txt");
  }
}

/** Without somebody who can answer it says so, after it was understood. */
async function expectPrompt(line: string): Promise<void> {
  const { code, stderr } = await shell.run(line);
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("nobody is there to ask"),
  });
}

async function followUntilInterrupted(line: string): Promise<void> {
  const { child, output, ended } = shell.start(`exec ${line}`);
  await expect
    .poll(async () => {
      await client.call("POST", "/stubs/sandbox/payments", { body: { amount: 1 } });
      return output();
    })
    .toContain("payment");
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 0 });
}

test("every command has examples in its help, and every one of them works", async () => {
  test.setTimeout(600_000);
  const lines = await listHelpExamples();
  expect(lines.length).toBeGreaterThan(40);
  for (const line of lines) await test.step(line, () => runExample(line));
});

test("every line of docs/cli.md works", async () => {
  test.setTimeout(600_000);
  const page = readFileSync(new URL("../docs/cli.md", import.meta.url), "utf8");
  const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block.trim());
  expect(blocks.length).toBeGreaterThan(5);
  for (const block of blocks) {
    for (const line of block.split(/\n(?! )/)) await test.step(line, () => runExample(line));
  }
});
