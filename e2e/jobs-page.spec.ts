import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { callApi, localMode } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** What the installation does by itself, at the dashboard: jobs, cleanup policies, the trash. */
let product: Product;

test.beforeAll(async () => {
  product = await startProduct({ env: localMode });
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

test("a job is started, and its history says what came of it", async ({ page }, testInfo) => {
  const show = (name: string) => page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
  await page.goto(`${product.url}/ui/sandbox/mocks`);
  await expect(async () => {
    await page.getByRole("button", { name: /Namespace:/ }).click();
    await page.getByRole("menuitem", { name: "Jobs" }).click({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole("heading", { name: "Jobs" })).toBeVisible();
  const row = page.getByRole("row", { name: /^Retention/ });
  await expect(row).toContainText("*/15 * * * * UTC");

  await row.getByRole("link", { name: "Retention" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?job=retention$/);
  await expect(page.getByRole("heading", { name: "Retention" })).toBeFocused();
  await row.getByRole("button", { name: "Run now: Retention" }).click();
  const runs = page.getByRole("list", { name: "Runs of Retention, the last first" });
  await expect(runs.getByRole("listitem").first()).toContainText("Succeeded");
  await expect(runs.getByRole("listitem").first()).toContainText("By admin");
  await expect(runs.getByRole("listitem").first()).toContainText("There was nothing to do.");
  await expect(row).toContainText("Succeeded");
  await expectAccessible(page);
  await show("dark");

  await page.keyboard.press("Escape");
  await expect(row.getByRole("link", { name: "Retention" })).toBeFocused();
  await page.setViewportSize({ width: 390, height: 800 });
  await row.scrollIntoViewIfNeeded();
  // The list clips what is too wide for it.
  await expect(row.getByRole("button", { name: "Run now: Retention" })).toBeInViewport({ ratio: 1 });
  await show("narrow");
});

test("a history without runs says so", async ({ page }) => {
  await page.goto(`${product.url}/ui/admin/jobs?job=re-encryption`);
  await expect(page.getByText("It has not run yet")).toBeVisible();
});

test("a namespace's cleanup and trash are set, and a schedule is judged while it is typed", async ({ page }) => {
  await page.goto(`${product.url}/ui/sandbox/settings`);
  const cleanup = page.getByRole("region", { name: "Cleanup" });
  const schedule = cleanup.getByLabel("Schedule, UTC");
  await expect(cleanup).toContainText("Every hour, with all namespaces");
  await expect(async () => {
    await schedule.fill("");
    await schedule.fill("61 * * * *");
    await expect(cleanup).toContainText("It must be five fields", { timeout: 3_000 });
  }).toPass();
  await expect(schedule).toHaveAttribute("aria-invalid", "true");
  await schedule.fill("0 3 * * *");
  await expect(cleanup).toContainText(/Next .*03:00:00 UTC/);
  await cleanup.getByLabel("Clean up by itself").check();
  await cleanup.getByLabel("Deleted and expired mocks, days").fill("14");
  await cleanup.getByRole("button", { name: "Save cleanup" }).click();
  await expect(page.getByText("The cleanup policy is saved.")).toBeVisible();
  expect(await callApi(`${product.url}/api/v1/namespaces/sandbox/cleanup-policy`)).toMatchObject({
    ...{ enabled: true, retentionDays: 14, logRetentionDays: 0, schedule: "0 3 * * *" },
  });

  const trash = page.getByRole("region", { name: "Trash" });
  await expect(trash).toContainText("As the installation has it");
  await trash.getByLabel("Days in the trash").fill("5");
  await trash.getByRole("button", { name: "Save trash setting" }).click();
  await expect(trash).toContainText("This namespace's own setting");
  await expectAccessible(page);
});

test("the installation's trash is set where its namespaces are", async ({ page }) => {
  await page.goto(`${product.url}/ui/admin/namespaces`);
  const trash = page.getByRole("region", { name: "Trash" });
  await expect(async () => {
    await trash.getByLabel("Days in the trash").fill("45");
    await trash.getByRole("button", { name: "Save trash setting" }).click();
    await expect(page.getByText("The setting of the trash is saved.")).toBeVisible({ timeout: 3_000 });
  }).toPass();
  expect(await callApi(`${product.url}/api/v1/admin/trash/settings/global`)).toMatchObject({ retention_days: 45 });
  await expectAccessible(page);
});
