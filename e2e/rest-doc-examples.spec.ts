import { expect, test } from "@playwright/test";
import { listPagesWithExamples, paste, pasteForText, readExamples } from "./doc-examples.ts";
import { type Product, startProduct } from "./product.ts";

/** Runs what the pages about the installation tell users to paste. */
let product: Product;

test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const linesOf = (page: string): string[] => readExamples(`../docs/${page}.md`).map(({ command }) => command);

test("event webhooks: a mock that is made is told", async () => {
  const [create = "", send = "", ...others] = linesOf("event-webhooks");
  expect(others).toEqual([]);
  expect(await paste(create, product)).toMatchObject({ id: "new-mocks", operation: "mock.create", enabled: true });
  expect(await paste(send, product)).toMatchObject({ deliveryId: expect.any(String) });
});

test("jobs: what there are, a run of one, and its history", async () => {
  const [list = "", run = "", runs = "", ...others] = linesOf("jobs");
  expect(others).toEqual([]);
  expect(JSON.stringify(await paste(list, product))).toContain("re-encryption");
  expect(await paste(run, product)).toMatchObject({ trigger: "manual" });
  expect(JSON.stringify(await paste(runs, product))).toContain("manual");
});

test("backups: by hand, of a namespace, and every night", async () => {
  const [whole = "", one = "", list = "", config = "", ...others] = linesOf("backups");
  expect(others).toEqual([]);
  expect(await paste(whole, product)).toMatchObject({ id: expect.any(String) });
  expect(await paste(one, product)).toMatchObject({ id: expect.any(String) });
  expect(JSON.stringify(await paste(list, product))).toContain("sandbox");
  expect(await paste(config, product)).toMatchObject({ name: "Every night", schedule: "0 3 * * *", retention: 30 });
});

test("callbacks: targets, and what a namespace may have and keeps", async () => {
  const [targets = "", change = "", ...others] = linesOf("callbacks");
  expect(others).toEqual([]);
  expect(await paste(targets, product)).toMatchObject({ targets: expect.any(Array) });
  const changed = { quotas: { pendingDeliveries: 20_000 }, retention: { days: 14 } };
  expect(await paste(change, product)).toMatchObject(changed);
});

test("operations: the installation is well", async () => {
  const [health = "", ...others] = linesOf("operations");
  expect(others).toEqual([]);
  await expect.poll(() => paste(health, product)).toMatchObject({ status: "pass" });
});

test("the REST API: its document, a write that is made once, and pages of lists", async () => {
  const [document = "", write = "", store = "", mocks = "", ...others] = linesOf("rest-api");
  expect(others).toEqual([]);
  expect(await paste(document, product)).toMatchObject({ openapi: "3.1.0" });
  expect(await paste(write, product)).toEqual(await paste(write, product));
  expect(await pasteForText(store, product)).toContain('{"rate":1.08}');
  for (const id of ["first", "second"]) {
    const mock = JSON.stringify({ id, http: { route: `/${id}` }, response: {} });
    await paste(`curl http://localhost:5770/api/v1/mocks -H 'content-type: application/json' -d '${mock}'`, product);
  }
  expect(await pasteForText(mocks, product)).toMatch(/^link: <[^>]*cursor=[^>]*>; rel="next"\r$/im);
});

/** By the tests that run their lines. */
const pagesBySpec = {
  "rest-doc-examples": ["backups", "callbacks", "event-webhooks", "jobs", "operations", "rest-api"],
  "rest-licenses": ["licences"],
  "cli-examples": ["cli"],
  readme: ["callback-order", "chaos", "requests", "retries", "signatures", "waiting"],
};

test("no page has lines to paste that no test runs", () => {
  expect(Object.values(pagesBySpec).flat().sort()).toEqual(listPagesWithExamples().sort());
});
