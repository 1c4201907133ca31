import { expect, test } from "@playwright/test";
import { localMode, makeMock, plainMock } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** The dashboard without sign-in, which serves this machine only. */
let product: Product;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  product = await startProduct({ env: localMode });
});
test.afterAll(() => product.stop());

test("a new installation shows how to make the first mock, and shows it when it is made", async ({ page }) => {
  await page.goto(product.url);
  await expect(page).toHaveURL(`${product.url}/ui/sandbox/mocks`);
  await expect(page.getByRole("heading", { name: "Make your first mock" })).toBeVisible();
  await expect(page.getByText(`curl '${product.url}/api/v1/mocks'`)).toBeVisible();
  await expect(page.getByText("Authorization")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Account/ })).toHaveCount(0);
  await makeMock(product.url, plainMock("first"));
  await expect(page.getByRole("link", { name: "first" })).toBeVisible({ timeout: 10_000 });
});

test("the sign-in page leads on", async ({ page }) => {
  await page.goto(`${product.url}/ui/sign-in`);
  await expect(page).toHaveURL(/\/ui\/sandbox\/mocks/);
});

test.describe("other machines and other sites are refused", () => {
  for (const [name, headers] of [
    ["another Host", { host: "rebound.example" }],
    ["a proxy", { "x-forwarded-for": "10.0.0.9" }],
    ["a foreign origin", { origin: "https://evil.example" }],
    ["an opaque origin", { origin: "null" }],
    ["another port of this machine", { "sec-fetch-site": "same-site" }],
    ["one of our own callbacks", { "understudy-hops": "1" }],
  ] as const) {
    test(name, async ({ request }) => {
      for (const path of ["/ui/sandbox/mocks", "/api/trpc/namespaces.list", "/api/v1/namespaces"]) {
        const response = await request.get(product.url + path, { headers });
        expect(response.status(), path).toBe(403);
        expect(await response.json()).toEqual({
          error: expect.any(String),
          code: "forbidden",
          request_id: response.headers()["x-request-id"],
        });
      }
    });
  }
});
