import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { callApi, fullMode, signIn } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** The page of one's API tokens. */
let product: Product;

test.beforeAll(async () => {
  product = await startProduct({ env: fullMode });
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

async function openTokens(page: Page): Promise<void> {
  await page.goto(`${product.url}/ui/account/tokens`);
  if (page.url().includes("/ui/sign-in")) await signIn(page);
  await expect(page.getByRole("heading", { name: "API tokens" })).toBeVisible();
}

/** Everything is rendered on the server first: the button works once the page's script runs. */
async function openDialog(page: Page): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: "New token" }).click();
    await expect(page.getByRole("dialog", { name: "New API token" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("a token is made, shown once, used, and revoked", async ({ page }) => {
  await openTokens(page);
  await expect(page.getByText("No token yet")).toBeVisible();
  await expectAccessible(page);
  await openDialog(page);
  await page.getByLabel("Name").fill("pipeline");
  await page.getByLabel("Reaches").selectOption("sandbox");
  await page.getByLabel("Only these actions").check();
  await page.getByRole("button", { name: "Make token" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "at least one action" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("mock.read").check();
  await page.getByLabel("Most calls a minute").fill("60");
  await page.getByRole("button", { name: "Make token" }).click();

  const value = page.getByLabel("Value of the token");
  await expect(value).toHaveValue(/^mk_/);
  await expectAccessible(page);
  const token = await value.inputValue();
  await callApi(`${product.url}/api/v1/mocks`, { token });
  await expect(callApi(`${product.url}/api/v1/tags`, { method: "POST", body: { tag: "x" }, token })).rejects.toThrow(
    "403",
  );
  await page.getByRole("button", { name: "I have it" }).click();

  const row = page.getByRole("row", { name: /pipeline/ });
  for (const text of ["sandbox", "mock.read", "60 a minute"]) await expect(row).toContainText(text);
  await page.reload();
  await expect(row).toContainText("just now");
  expect(await page.content()).not.toContain(token);
  await expectAccessible(page);

  await expect(async () => {
    await row.getByRole("button", { name: "Revoke pipeline" }).click();
    await expect(page.getByRole("alertdialog", { name: "Revoke pipeline?" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByText("No token yet")).toBeVisible();
  await expect(callApi(`${product.url}/api/v1/mocks`, { token })).rejects.toThrow("401");
});

test("the user menu leads there, the keyboard is enough, and a narrow screen shows it whole", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openTokens(page);
  await page.goto(`${product.url}/ui/sandbox/mocks`);
  await expect(async () => {
    await page.getByRole("button", { name: /Account/ }).press("Enter");
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("menuitem", { name: "API tokens" }).press("Enter");
  await expect(page.getByRole("heading", { name: "API tokens" })).toBeVisible();
  await openDialog(page);
  await page.getByLabel("Name").fill("narrow");
  await page.getByLabel("Name").press("Enter");
  await expect(page.getByLabel("Value of the token")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("row", { name: /narrow/ })).toContainText("All your namespaces");
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  expect(width).toBeLessThanOrEqual(360);
});
