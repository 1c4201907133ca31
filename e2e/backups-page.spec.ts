import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { createRestClient } from "./rest-client.ts";

let product: Product;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  product = await startProduct();
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

test("an admin backs up, schedules, looks at what a restore replaces, and restores", async ({ page }) => {
  const client = createRestClient(product.url);
  const mock = (payload: string) => ({
    ...{ id: "hello", http: { route: "/hello", httpMethod: "GET" } },
    response: { payload },
  });
  await client.save(mock("then"));

  await page.goto(`${product.url}/ui/admin/backups`);
  await expect(page.getByRole("heading", { name: "No backups yet" })).toBeVisible();
  await expect(page.getByText("0 backups")).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath("empty.png") });
  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(page.getByRole("cell", { name: "completed" })).toBeVisible({ timeout: 30_000 });

  await page.getByRole("button", { name: "New schedule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Every night");
  await expect(dialog.getByText("At 03:00, every day, UTC")).toBeVisible();
  await dialog.getByLabel(/^When/).fill("never");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("five fields of cron");
  await dialog.getByLabel(/^When/).fill("30 4 * * 0");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/At 04:30, only on Sunday, UTC · kept for 30 days · next/)).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`${theme}.png`) });
  }

  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await file).suggestedFilename()).toMatch(/^understudy-.*\.understudy-backup$/);

  await client.save(mock("now"));
  await page.getByRole("button", { name: "Restore…" }).click();
  await page.getByRole("button", { name: "See what it replaces" }).click();
  const confirmation = page.getByRole("alertdialog", { name: "Restore everything?" });
  await expect(confirmation.getByRole("row", { name: "Mocks 1 1" })).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: test.info().outputPath("plan.png") });
  await confirmation.getByRole("textbox").fill("restore everything");
  await confirmation.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Restored" })).toBeVisible({ timeout: 30_000 });
  expect((await client.call("GET", "/stubs/sandbox/hello")).text).toBe("then");
});

test("its page is usable on a narrow screen, and a backup is deleted for good", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${product.url}/ui/admin/backups`);
  await page.getByRole("button", { name: "Back up now" }).click();
  const completed = page.getByRole("cell", { name: "completed" });
  await expect(completed.first()).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: test.info().outputPath("narrow.png") });
  const widths = await page.evaluate<number[]>("[document.documentElement.scrollWidth, window.innerWidth]");
  expect(widths[0] ?? 0).toBeLessThanOrEqual(widths[1] ?? 0);
  const before = await page.getByRole("button", { name: "Delete…" }).count();
  await page.getByRole("button", { name: "Delete…" }).first().click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: "Delete…" })).toHaveCount(before - 1);
});
