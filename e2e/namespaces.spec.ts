import { expect, type Page, test } from "@playwright/test";
import { callApi, localMode } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** A namespace from its beginning to its end: made, given members and a key, emptied, deleted and restored in the dashboard. */
let product: Product;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  product = await startProduct({ env: localMode });
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

const callStub = (key?: string) =>
  fetch(`${product.url}/stubs/shop/price`, { headers: key === undefined ? {} : { "understudy-stub-key": key } });

/** Everything is rendered on the server first: a control works when the page is hydrated. */
async function clickUntil(page: Page, button: string, shown: ReturnType<Page["getByText"]>): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(shown).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

test("an admin makes a namespace, and its stubs answer", async ({ page }) => {
  await page.goto(`${product.url}/ui/admin/namespaces`);
  await clickUntil(page, "New namespace", page.getByRole("dialog", { name: "New namespace" }));
  await page.getByLabel("Name", { exact: true }).fill("Shop!");
  await page.getByRole("button", { name: "Make namespace" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "must be 1 to 63" })).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("shop");
  await page.getByRole("button", { name: "Make namespace" }).click();
  await expect(page.getByRole("row", { name: /shop/ })).toBeVisible();
  for (const id of ["price", "stock"]) {
    const mock = { id, namespace: "shop", http: { route: `/${id}`, httpMethod: "GET" }, response: { payload: id } };
    await callApi(`${product.url}/api/v1/mocks`, { method: "POST", body: mock });
  }
  expect(await (await callStub()).text()).toBe("price");
});

test("an owner says who may call the stubs, and hands out a key", async ({ page }) => {
  await page.goto(`${product.url}/ui/shop/settings`);
  await expect(page.getByRole("listitem").filter({ hasText: "admin" })).toBeVisible();
  const warning = page.getByText("Nobody can call the stubs");
  await expect(async () => {
    await page.getByRole("radio", { name: /Who has a stub key/ }).check({ timeout: 1_000 });
    await expect(warning).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  expect((await callStub()).status).toBe(404);
  await page.getByLabel("Name of a new key").fill("till");
  await page.getByRole("button", { name: "Make key" }).click();
  const key = await page.getByRole("group", { name: "The stub key" }).textContent();
  expect((await callStub(key ?? "")).status).toBe(200);
  await page.reload();
  await expect(page.getByRole("button", { name: "Revoke till" })).toBeVisible();
  await expect(page.getByText(key ?? "")).toHaveCount(0);
  await clickUntil(page, "Revoke till", page.getByText("Nobody can call the stubs"));
  expect((await callStub(key ?? "")).status).toBe(404);
  // It shows what is saved, and so only when it is.
  await page.getByRole("radio", { name: /Everybody/ }).click();
  await expect.poll(async () => (await callStub()).status).toBe(200);
});

test("limits and retention are set, and count at once", async ({ page }) => {
  await page.goto(`${product.url}/ui/shop/settings`);
  const limits = page.getByRole("region", { name: "Limits" });
  const save = limits.getByRole("button", { name: "Save" });
  await expect(async () => {
    await limits.getByLabel("Stub calls a minute").fill("1");
    await save.click();
    await expect(page.getByText("The limits are saved.")).toBeAttached({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  expect([(await callStub()).status, (await callStub()).status]).toContain(429);
  await limits.getByLabel("Stub calls a minute").fill("");
  await save.click();
  await expect.poll(async () => (await callStub()).status).toBe(200);
  const retention = page.getByRole("region", { name: "Retention" });
  await retention.getByLabel("Days").fill("7");
  await retention.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("How long the past is kept is saved.")).toBeAttached();
  await page.reload();
  await expect(retention.getByLabel("Days")).toHaveValue("7");
});

test("the last owner can't go, and the page says why", async ({ page }) => {
  await page.goto(`${product.url}/ui/shop/settings`);
  await clickUntil(page, "Remove admin", page.getByText("admin is the last owner of shop"));
});

test("what is deleted can be restored from the trash, or purged", async ({ page }) => {
  await callApi(`${product.url}/api/v1/mocks/price?namespace=shop`, { method: "DELETE" });
  await page.goto(`${product.url}/ui/shop/trash`);
  await clickUntil(page, "Restore price", page.getByRole("heading", { name: "The trash is empty" }));
  expect(await (await callStub()).text()).toBe("price");

  await callApi(`${product.url}/api/v1/mocks/stock?namespace=shop`, { method: "DELETE" });
  await page.reload();
  const dialog = page.getByRole("alertdialog", { name: "Purge stock?" });
  await clickUntil(page, "Purge stock", dialog);
  await dialog.getByLabel(/To confirm/).fill("I understand");
  await expect(dialog.getByRole("button", { name: "Purge" })).toBeDisabled();
  await dialog.getByLabel(/To confirm/).fill("I understand this is permanent");
  await dialog.getByRole("button", { name: "Purge" }).click();
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
});

test("a namespace is deleted by its owner and restored by an admin, with everything in it", async ({ page }) => {
  await page.goto(`${product.url}/ui/shop/settings`);
  const dialog = page.getByRole("alertdialog", { name: "Delete shop?" });
  await clickUntil(page, "Delete this namespace", dialog);
  await dialog.getByLabel(/To confirm/).fill("shop");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(/\/ui\/sandbox\/mocks/);
  expect((await callStub()).status).toBe(404);
  await page.goto(`${product.url}/ui/admin/namespaces`);
  await clickUntil(page, "Restore shop", page.getByRole("button", { name: "Delete shop" }));
  expect(await (await callStub()).text()).toBe("price");
});

test("the switcher leads to the settings, the trash and all namespaces", async ({ page }) => {
  for (const [item, heading] of [
    ["Settings", "Settings of shop"],
    ["Trash", "Trash of shop"],
    ["New namespace…", "Namespaces"],
  ] as const) {
    await page.goto(`${product.url}/ui/shop/mocks`);
    const menuItem = page.getByRole("menuitem", { name: item });
    await expect(async () => {
      await page.getByRole("button", { name: "Namespace: shop" }).click();
      await expect(menuItem).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await menuItem.click();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  }
});

test("looks right in light, dark and narrow", async ({ page }, testInfo) => {
  for (const [look, path] of [
    ["settings", "shop/settings"],
    ["trash", "shop/trash"],
    ["namespaces", "admin/namespaces"],
  ] as const) {
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${product.url}/ui/${path}`);
      await page.screenshot({ path: testInfo.outputPath(`${look}-${scheme}.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${product.url}/ui/${path}`);
    const overflow = Number(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"));
    expect(overflow, path).toBeLessThanOrEqual(0);
    await page.screenshot({ path: testInfo.outputPath(`${look}-narrow.png`), fullPage: true });
    await page.setViewportSize({ width: 1280, height: 720 });
  }
});
