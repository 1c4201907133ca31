import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { callApi, fullMode, getToken, plainMock, signIn } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** Lists of the dashboard with more rows than one page of them shows. */
let product: Product;
let token: string;

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index).padStart(3, "0"));

test.beforeAll(async () => {
  test.setTimeout(300_000);
  product = await startProduct({ env: fullMode });
  token = await getToken(product.url);
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const send = (method: string, path: string, body?: object): Promise<unknown> =>
  callApi(`${product.url}/api/v1${path}`, { method, token, body });

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${product.url}/ui/${path}`);
  if (page.url().includes("/ui/sign-in")) await signIn(page);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("tokens beyond the first page are loaded when somebody wants them", async ({ page }) => {
  test.setTimeout(180_000);
  for (const number of numbers(60)) await send("POST", "/auth/tokens", { name: `token-${number}` });
  await open(page, "account/tokens");
  await expect(page.getByRole("status").filter({ hasText: "The newest 50 of 60" })).toBeVisible();
  await expect(page.getByText("token-000")).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByText("token-000")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "60 tokens" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);
});

test("namespaces are searched, and loaded page by page", async ({ page }) => {
  test.setTimeout(180_000);
  for (const number of numbers(110)) await send("POST", "/namespaces", { name: `team-${number}` });
  await open(page, "admin/namespaces");
  await expect(page.getByRole("status").filter({ hasText: "The first 100 of 111" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByRole("link", { name: "team-109" })).toBeVisible();
  await page.getByLabel("Search namespaces").fill("EAM-07");
  await expect(page.getByRole("status").filter({ hasText: "10 namespaces" })).toBeVisible();
  await expect(page.getByRole("link", { name: "team-078" })).toBeVisible();
  await page.getByLabel("Search namespaces").fill("nothing");
  await expect(page.getByText("No namespace matches")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(page.getByRole("link", { name: "team-000" })).toBeVisible();
});

test("many members are searched, and shown part by part", async ({ page }) => {
  test.setTimeout(180_000);
  await send("POST", "/namespaces", { name: "crowd" });
  for (const number of numbers(60)) {
    const username = `user-${number}`;
    await send("POST", "/admin/users", { username, email: `${number}@example.com`, password: "a long password" });
    await send("POST", "/namespaces/crowd/users", { username, role: "viewer" });
  }
  await open(page, "crowd/settings");
  await expect(page.getByText(/The first 50 of 6\d/)).toBeVisible();
  await expect(page.getByText("user-059")).toHaveCount(0);
  const more = page.getByRole("button", { name: "Show more" });
  await expect(async () => {
    if (await more.isVisible()) await more.click();
    await expect(page.getByText("user-059")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByLabel("Search members").fill("059@");
  await expect(page.getByText("user-059")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Remove user/ })).toHaveCount(1);
  await expectAccessible(page);
});

test("the trash is loaded page by page", async ({ page }) => {
  test.setTimeout(180_000);
  const ids = numbers(110).map((number) => `gone-${number}`);
  await send("POST", "/mocks/batch", { mocks: ids.map((id) => plainMock(id)) });
  for (const id of ids) await send("DELETE", `/mocks/${id}`);
  await open(page, "sandbox/trash");
  await expect(page.getByRole("status").filter({ hasText: "The last 100 of 110" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Load more" }).click();
  await page.getByRole("button", { name: "Restore gone-000" }).click();
  await expect(page.getByRole("status").filter({ hasText: "109 in the trash" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Restore gone-000" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Restore gone-001" })).toBeVisible();
});
