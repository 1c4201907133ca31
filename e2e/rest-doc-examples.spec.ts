import { expect, test } from "@playwright/test";
import { paste, readExamples } from "./doc-examples.ts";
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
