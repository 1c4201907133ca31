import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { callApi, fullMode, getToken, signIn } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** The audit trail at the dashboard: somebody asks who changed a folder, sees what it was, and takes the trail with them. */
let product: Product;

test.beforeAll(async () => {
  product = await startProduct({ env: fullMode });
  const token = await getToken(product.url);
  const folders = `${product.url}/api/v1/mock-folders`;
  const made = (await callApi(folders, { method: "POST", token, body: { name: "Payments" } })) as { id: string };
  await callApi(`${folders}/${made.id}`, { method: "PUT", token, body: { name: "Invoices" } });
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("an entry is found by what was done, shows what changed, and is in the file", async ({ page }) => {
  await page.goto(`${product.url}/ui/sign-in`);
  await signIn(page);
  await page.goto(`${product.url}/ui/sandbox/settings`);
  await page.getByRole("link", { name: "Audit trail" }).click();
  await expect(page.getByRole("heading", { name: "Audit trail of sandbox" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Operation" }).or(page.getByLabel("Operation")).first().fill("folder.");
  await expect(page).toHaveURL(/operation=folder\./);
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByRole("link", { name: "folder.update" }).click();
  const panel = page.getByRole("region", { name: "folder.update" });
  await expect(panel.getByRole("group", { name: "Before name" })).toHaveText('"Payments"');
  await expect(panel.getByRole("group", { name: "After name" })).toHaveText('"Invoices"');
  await expect(panel).toContainText("admin");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("audit-sandbox.csv");
  const rows = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(rows).toHaveLength(3);
  await page.getByLabel("Outcome").selectOption("Denied");
  await expect(page.getByRole("heading", { name: "No entry matches" })).toBeVisible();
});

test("of the installation, one namespace's entries are found, and are in the file", async ({ page }) => {
  await page.goto(`${product.url}/ui/sign-in`);
  await signIn(page);
  await page.goto(`${product.url}/ui/admin/audit`);
  await expect(page.getByRole("link", { name: "session.create" }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Verify" })).toBeEnabled();
  await page.getByLabel("Namespace", { exact: true }).fill("sandbox");
  await expect(page).toHaveURL(/namespace=sandbox/);
  await expect(page.getByRole("link", { name: "session.create" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "folder.update" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "NDJSON" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { operation: string }).operation)).toEqual([
    "folder.update",
    "folder.create",
  ]);
  await page.getByLabel("Namespace", { exact: true }).fill("nowhere");
  await expect(page.getByRole("heading", { name: "No entry matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page.getByRole("link", { name: "session.create" }).first()).toBeVisible();
});

test("the trail of the installation is verified", async ({ page }) => {
  await page.goto(`${product.url}/ui/sign-in`);
  await signIn(page);
  await page.goto(`${product.url}/ui/admin/audit`);
  await expect(page.getByRole("link", { name: "session.create" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(/\d+ entries are as they were sealed/)).toBeVisible();
  await expectAccessible(page);
});
