import { expect, test } from "@playwright/test";
import { auditRows } from "./contract-rows/audit.ts";
import { mockRows } from "./contract-rows/mocks.ts";
import { namespaceRows } from "./contract-rows/namespaces.ts";
import { organisationRows } from "./contract-rows/organisation.ts";
import { requestRows } from "./contract-rows/requests.ts";
import { statusRows } from "./contract-rows/status.ts";
import { storeRows } from "./contract-rows/stores.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Every row of the contract's endpoints, called as it says: there, answered 200 with JSON (never 204), in the shape that clients read. */
let product: Product;
let client: RestClient;

test.beforeAll(async () => {
  product = await startProduct();
  client = createRestClient(product.url);
  await client.call("POST", "/api/v1/namespaces", { body: { name: "target" } });
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const rows = [
  ...mockRows,
  ...storeRows,
  ...namespaceRows,
  ...organisationRows,
  ...requestRows,
  ...statusRows,
  ...auditRows,
];

for (const [index, row] of rows.entries()) {
  test(`${row.id} ${row.method} ${row.path} (${index})`, async () => {
    const names = (await row.given?.(client)) ?? {};
    const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? "");
    const answer = await client.call(row.method, path, row.body === undefined ? {} : { body: row.body });
    expect(answer.status, answer.text).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject(row.answer ?? {});
  });
}

test("no row of these sections is left out", () => {
  const section = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}.${index + 1}`);
  const expected = [
    ...section("C1", 20),
    ...section("C2", 6),
    ...section("C3", 3),
    ...section("C4", 6),
    ...section("C5", 12),
    ...section("C6", 6),
    ...section("C7", 7),
  ];
  expect([...new Set(rows.map(({ id }) => id))].filter((id) => !id.startsWith("C10")).sort()).toEqual(expected.sort());
});
