import { expect, test } from "@playwright/test";
import { fullMode, getToken } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** The API's description as people read and try it: served from here, under our own policy. */
let product: Product;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  product = await startProduct({ env: fullMode });
});
test.afterAll(() => product.stop());

test("it is read, and an operation is tried, with nothing from elsewhere and nothing against the policy", async ({
  page,
}) => {
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(product.url) && !request.url().startsWith("data:")) foreign.push(request.url());
  });

  await page.goto(`${product.url}/docs/api`);
  await expect(page.getByRole("heading", { name: /Understudy/ })).toBeVisible();
  await page.getByRole("button", { name: "Authorize" }).click();
  await page
    .getByLabel("bearer")
    .or(page.locator("#auth-bearer-value"))
    .first()
    .fill(await getToken(product.url));
  await page.locator(".auth-container").first().getByRole("button", { name: /apply/i }).click();
  await page.getByRole("button", { name: "Close" }).first().click();
  await page.locator("#operations-tag-Namespaces").getByRole("button").first().click();
  await page.locator("#operations-Namespaces-listNamespaces").getByRole("button").first().click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await page.getByRole("button", { name: "Execute" }).click();
  await expect(page.locator(".live-responses-table").getByRole("cell", { name: "200", exact: true })).toBeVisible();
  await expect(page.locator(".live-responses-table")).toContainText("sandbox");

  expect(complaints).toEqual([]);
  expect(foreign).toEqual([]);
});

test("where clients of other mock servers look, it is as well", async ({ request }) => {
  const page = await request.get(`${product.url}/swagger/`);
  expect(page.url()).toBe(`${product.url}/docs/api`);
  expect((await request.get(`${product.url}/swagger/index.html`)).url()).toBe(`${product.url}/docs/api`);
  const document = (await (await request.get(`${product.url}/api/v1/openapi.json`)).json()) as object;
  expect(await (await request.get(`${product.url}/swagger/doc.json`)).json()).toEqual(document);
  const yaml = await request.get(`${product.url}/swagger/swagger.yaml`);
  expect(yaml.headers()["content-type"]).toBe("application/yaml");
  expect(await yaml.text()).toMatch(/^openapi: 3\.1\.0$/m);
});

test("a link from elsewhere leads there, and no other file of the viewer is handed out", async ({ request }) => {
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  expect((await request.get(`${product.url}/docs/api`, { headers })).status()).toBe(200);
  for (const file of ["package.json", "..%2Fpackage.json", "index.html"]) {
    expect((await request.get(`${product.url}/docs/api/${file}`)).status(), file).toBe(404);
  }
});
