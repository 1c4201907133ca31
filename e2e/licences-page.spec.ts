import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { createIssuer } from "../test/licences.ts";
import { adminPassword, callApi, fullMode, getToken, signIn } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** Licences at the dashboard: what holds, activating by a pasted key, and what is said before one ends. */
const issuer = createIssuer();
let product: Product;

test.beforeAll(async () => {
  const env = { ...fullMode, LICENSE_REQUIRED: "true", LICENSE_PUBLIC_KEY: issuer.publicKey };
  product = await startProduct({ env });
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("an admin finds the page, activates a license, renews it, switches it off and deletes it", async ({ page }) => {
  await page.goto(`${product.url}/ui/sign-in`);
  await signIn(page);
  await page.getByRole("button", { name: /^Namespace:/ }).click();
  await page.getByRole("menuitem", { name: "Licenses" }).click();
  await expect(page.getByRole("heading", { name: "Licenses", level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Community limits" })).toBeVisible();
  await expect(page.getByText("1 of 1, full")).toBeVisible();
  await expect(page.getByText("No license yet")).toBeVisible();
  await expectAccessible(page);

  const open = page.getByRole("button", { name: "Activate a license" });
  await expect(open).toBeEnabled();
  await open.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("License key").fill("nonsense");
  await dialog.getByRole("button", { name: "Activate" }).click();
  await expect(dialog.getByRole("alert")).toContainText("is not a license key");
  await expectAccessible(page);
  const soon = new Date(Date.now() + 12 * 86_400_000);
  const key = issuer.issue({ id: "acme", type: "enterprise", expiresAt: soon, limits: { mocks: 500, namespaces: 9 } });
  await dialog.getByLabel("License key").fill(key.replace(/.{60}/g, "$&\n"));
  await dialog.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByRole("heading", { name: "Licensed: enterprise" })).toBeVisible();
  await expect(page.getByText("0 of 500")).toBeVisible();
  const row = page.getByRole("row", { name: /Acme/ });
  await expect(row).toContainText("active");
  await expect(page.getByText("license of Acme ends in 12 days")).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${product.url}/ui/sandbox/mocks`);
  const notice = page.getByRole("complementary", { name: "License" });
  await expect(notice).toContainText("The enterprise license ends in 12 days.");
  await expectAccessible(page);
  await notice.getByRole("link", { name: "Licenses" }).click();

  const manage = page.getByRole("button", { name: /^Manage the license of Acme/ });
  await expect(manage).toBeEnabled();
  await manage.click();
  await expectAccessible(page);
  await dialog.getByLabel("Note").fill("ordered by Ada");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("ordered by Ada");
  await dialog.getByRole("button", { name: "Renew…" }).click();
  const newer = issuer.issue({ id: "acme", issuedAt: new Date(Date.now() + 60_000), limits: { mocks: 700 } });
  await dialog.getByLabel("License key").fill(newer);
  await dialog.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByText("0 of 700")).toBeVisible();
  await expect(page.getByText(/ends in 12 days/)).toHaveCount(0);

  await manage.click();
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(row).toContainText("switched off");
  await expect(page.getByRole("heading", { name: "Community limits" })).toBeVisible();
  await dialog.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No license yet")).toBeVisible();
});

test("a refused namespace says why; support looks and changes nothing; users see no such page", async ({ browser }) => {
  const token = await getToken(product.url);
  for (const role of ["support", "user"]) {
    const body = { username: role, password: adminPassword, role, requiresPasswordChange: false };
    await callApi(`${product.url}/api/v1/admin/users`, { method: "POST", token, body });
  }
  const enter = async (login: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${product.url}/ui/sign-in`);
    await page.getByLabel("Login").fill(login);
    await page.getByLabel("Password").fill(adminPassword);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/ui/sign-in"));
    return page;
  };
  const admin = await enter("admin");
  await admin.goto(`${product.url}/ui/admin/namespaces`);
  const create = admin.getByRole("button", { name: "New namespace" });
  await expect(async () => {
    await create.click();
    await expect(admin.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await admin.getByRole("textbox", { name: "Name" }).fill("team-a");
  await admin.getByRole("button", { name: "Make namespace" }).click();
  await expect(admin.getByRole("alert").filter({ hasText: "namespace limit reached" })).toBeVisible();

  const support = await enter("support");
  await support.goto(`${product.url}/ui/admin/licences`);
  await expect(support.getByText("An admin can activate one by its key.")).toBeVisible();
  await expect(support.getByRole("button", { name: "Activate a license" })).toHaveCount(0);
  const user = await enter("user");
  const answer = await user.goto(`${product.url}/ui/admin/licences`);
  expect(answer?.status()).toBe(404);
});
