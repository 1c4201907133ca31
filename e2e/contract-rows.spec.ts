import { expect, test } from "@playwright/test";
import { accountRows, administrationRows } from "./contract-rows/accounts.ts";
import { auditRows } from "./contract-rows/audit.ts";
import { jobRows } from "./contract-rows/jobs.ts";
import { issuer, licenceRows } from "./contract-rows/licences.ts";
import { backupRows } from "./contract-rows/backups.ts";
import { mockRows } from "./contract-rows/mocks.ts";
import { namespaceRows } from "./contract-rows/namespaces.ts";
import { organisationRows } from "./contract-rows/organisation.ts";
import { requestRows } from "./contract-rows/requests.ts";
import { statusRows } from "./contract-rows/status.ts";
import { storeRows } from "./contract-rows/stores.ts";
import { webhookRows } from "./contract-rows/webhooks.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Every row of the contract's endpoints, called as it says: there, answered 200 with JSON (never 204), in the shape that clients read. */
let product: Product;
let client: RestClient;

test.beforeAll(async () => {
  const password = "correct horse battery";
  product = await startProduct({
    env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password, LICENSE_PUBLIC_KEY: issuer.publicKey },
  });
  const body = { login: "admin", password };
  const login = await createRestClient(product.url).call("POST", "/api/v1/auth/login", { body });
  client = createRestClient(product.url, String(login.body["token"]));
  await client.call("POST", "/api/v1/namespaces", { body: { name: "target" } });
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const rows = [
  mockRows,
  storeRows,
  namespaceRows,
  organisationRows,
  requestRows,
  statusRows,
  accountRows,
  administrationRows,
  licenceRows,
  webhookRows,
  auditRows,
  jobRows,
  backupRows,
].flat();

for (const [index, row] of rows.entries()) {
  test(`${row.id} ${row.method} ${row.path} (${index})`, async () => {
    const names = (await row.given?.(client)) ?? {};
    const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? "");
    const body = typeof row.body === "function" ? row.body(names) : row.body;
    const answer = await client.call(row.method, path, body === undefined ? {} : { body });
    expect(answer.status, answer.text).toBe(200);
    // Wrapped, because a list may be told by what it contains.
    expect({ answer: JSON.parse(answer.text) as unknown }).toMatchObject({ answer: row.answer ?? {} });
  });
}

test("no row of these sections is left out", () => {
  const section = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}.${index + 1}`);
  const expected = [
    ...section("C1", 20),
    ...section("C2", 6),
    ...section("C3", 3),
    ...section("C4", 9),
    ...section("C5", 12),
    ...section("C6", 6),
    ...section("C7", 7),
    ...section("C8", 5),
    // The next two are those of members and cleanup policies again (C4), which their rows try at both addresses.
    ...[...section("C10", 9), "C10.25"],
    // Licences.
    ...["C10.18", "C10.19", "C10.20", "C10.21", "C10.22"],
  ];
  // Ours beside the contract's have no number.
  const numbered = rows.map(({ id }) => id).filter((id) => /^C\d+\.\d+$/.test(id));
  expect([...new Set(numbered)].sort()).toEqual(expected.sort());
});
