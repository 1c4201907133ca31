import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { paste, readExamples } from "./doc-examples.ts";
import { startProduct } from "./product.ts";

/** Runs what the README and the docs tell users to paste, in the order in which it stands there. */
const examples = readExamples("../README.md");

test("the first lines that a new user pastes", async () => {
  const product = await startProduct();
  const commands = examples.filter(({ isFull }) => !isFull).map(({ command }) => command);
  expect(commands).toHaveLength(6);
  const [create = "", greet = "", receiver = "", payment = "", pay = "", deliveries = ""] = commands;
  for (const command of [create, receiver, payment]) {
    expect(await paste(command, product)).toMatchObject({ success: true, warnings: [] });
    if (command === create) expect(await paste(greet, product)).toEqual({ message: "Hello from Understudy" });
  }
  const paid = await paste(pay, product);
  expect(paid).toEqual({ id: expect.stringMatching(/^pi_[0-9a-f-]{36}$/) as unknown, amount: 2500 });
  const body = JSON.stringify({ event: "payment.succeeded", payment: paid["id"], amount: 2500 });
  await expect
    .poll(async () => paste(deliveries, product))
    .toMatchObject({ deliveries: [{ state: "delivered", message: { body: { content: body } } }], nextCursor: null });
  expect(await product.stop("SIGINT")).toBe(0);
});

test("the lines of the request log's page, after those of the README", async () => {
  const product = await startProduct();
  const [, , receiver = "", payment = "", pay = ""] = examples.map(({ command }) => command);
  for (const command of [receiver, payment, pay]) await paste(command, product);
  const [list = "", one = "", logs = "", clear = "", verify = "", explain = "", preview = "", ...others] = readExamples(
    "../docs/requests.md",
  ).map(({ command }) => command);
  expect(others).toEqual([]);
  const listed = await paste(list, product);
  const [request] = listed["requests"] as { id: string }[];
  const { id = "" } = request ?? {};
  expect(await paste(one.replace("req_0193…", id), product)).toMatchObject({
    id,
    mockId: "payment",
    path: "/payments",
  });
  expect(await paste(logs, product)).toMatchObject({ id: "payment", total: 1 });
  expect(await paste(verify, product)).toMatchObject({ verified: true, count: 1, warnings: [] });
  expect(await paste(explain, product)).toMatchObject({ matched: true, answeredBy: "payment" });
  expect(await paste(preview, product)).toMatchObject({
    matched: true,
    answer: { kind: "rendered", status: 201 },
    callbacks: [{ fires: true, guard: { verdict: "own" } }],
    warnings: [],
  });
  expect(await paste(clear, product)).toMatchObject({ id: "payment", deleted: 1 });
  expect(await product.stop()).toBe(0);
});

test("the lines of the page on retries, after the receiver of the README", async () => {
  const product = await startProduct();
  const [, , receiver = ""] = examples.map(({ command }) => command);
  await paste(receiver, product);
  const [create = "", remind = "", count = "", cancel = "", again = "", elsewhere = "", ...others] = readExamples(
    "../docs/retries.md",
  ).map(({ command }) => command);
  expect(others).toEqual([]);
  expect(await paste(create, product)).toMatchObject({ success: true, warnings: [] });
  expect(await paste(remind, product)).toEqual({ ok: true });
  expect(await paste(count, product)).toMatchObject({ dryRun: true, changed: 0, remaining: 1 });
  expect(await paste(cancel, product)).toMatchObject({ changed: 1, remaining: 0, nextCursor: null });
  expect(await paste(again, product)).toMatchObject({ changed: 1, remaining: 0, nextCursor: null });
  const list = `curl "http://localhost:5770/api/v1/deliveries?mockId=reminder"`;
  await expect.poll(() => paste(list, product)).toMatchObject({ deliveries: [{ state: "delivered" }] });
  const [first] = (await paste(list, product))["deliveries"] as { id: string }[];
  const redelivered = await paste(elsewhere.replace("01a2…", first?.id ?? ""), product);
  expect(redelivered).toMatchObject({ redeliveryOf: first?.id });
  expect(await product.stop()).toBe(0);
});

test("the lines of the pages on signatures and chaos", async () => {
  const product = await startProduct();
  const pages = ["../docs/signatures.md", "../docs/chaos.md"].flatMap(readExamples);
  expect(pages).toHaveLength(2);
  for (const { command } of pages) {
    expect(await paste(command, product)).toMatchObject({ success: true, warnings: [] });
  }
  expect(await product.stop()).toBe(0);
});

test("the lines of the page about waiting, after those of the README", async () => {
  const product = await startProduct();
  const [, , receiver = "", payment = "", pay = ""] = examples.map(({ command }) => command);
  for (const command of [receiver, payment, pay]) await paste(command, product);
  const [wait = "", timeline = "", follow = "", ...others] = readExamples("../docs/waiting.md").map(
    ({ command }) => command,
  );
  expect(others).toEqual([]);
  const waited = await paste(wait, product);
  expect(waited).toMatchObject({ count: 1, byState: { delivered: 1 }, warnings: [] });
  const [delivery] = waited["deliveries"] as { requestId: string }[];
  const { requestId = "" } = delivery ?? {};
  expect(await paste(timeline.replace("req_0193…", requestId), product)).toMatchObject({
    match: { mockId: "payment" },
    callbacks: [{ outcome: "delivered" }],
    followUps: [{ request: { mockId: "receiver" } }],
  });
  // A stream has no end of its own.
  const here = follow.replace("http://localhost:5770", product.url).replace("curl ", "curl --silent --max-time 2 ");
  const { stdout } = await promisify(execFile)("sh", ["-c", `${here.trim()} || [ $? = 28 ]`]);
  expect(stdout).toContain("event: ready");
  expect(await product.stop()).toBe(0);
});

test("signing in and making a token", async () => {
  const product = await startProduct({ env: { AUTH_MODE: "full" } });
  const [login, makeToken, ...others] = examples.filter(({ isFull }) => isFull).map(({ command }) => command);
  expect(others).toEqual([]);
  const password = product.admin?.password ?? "";
  const signedIn = await paste((login ?? "").replace("<password>", password), product);
  const made = await paste((makeToken ?? "").replace("<token>", String(signedIn["token"])), product);
  expect(made["token"]).toMatch(/^mk_/);
  expect(await product.stop()).toBe(0);
});

test("the lines about callbacks in order, after those of the README", async () => {
  const product = await startProduct();
  const [, , receiver = ""] = examples.map(({ command }) => command);
  const [create = "", order = "", ...others] = readExamples("../docs/callback-order.md").map(({ command }) => command);
  expect(others).toEqual([]);
  await paste(receiver, product);
  expect(await paste(create, product)).toMatchObject({ success: true, warnings: [] });
  const { id } = await paste(order, product);
  const list = `curl "${product.url}/api/v1/deliveries?mockId=orders"`;
  const receipt = { received: "order.accepted" };
  const body = (fields: object) => ({ state: "delivered", message: { body: { content: JSON.stringify(fields) } } });
  await expect
    .poll(async () => (await paste(list, product))["deliveries"], { timeout: 15_000 })
    .toMatchObject([
      body({ event: "order.shipped", order: id, receipt }),
      body({ event: "order.accepted", order: id }),
    ]);
  expect(await product.stop("SIGINT")).toBe(0);
});
