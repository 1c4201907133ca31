import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { connectToEmbeddedDatabase } from "../test/embedded-database.ts";
import { callApi, localMode, makeMock, plainMock } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

/** Event webhooks in the dashboard, of a namespace and of the installation. */
let product: Product;
let receiver: Receiver;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  receiver = await openReceiver();
  product = await startProduct({ env: { ...localMode, WEBHOOK_ALLOW_HOSTS: receiver.host } });
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

/** Everything is rendered on the server first: a control works when the page is hydrated. */
async function openDialog(page: Page, button: string): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: button }).click({ timeout: 2_000 });
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

async function expectAccessible(page: Page): Promise<void> {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("an owner makes a webhook, and sees what it sent", async ({ page }) => {
  await page.goto(`${product.url}/ui/sandbox/settings`);
  await page.getByRole("link", { name: "Event webhooks" }).click();
  await expect(page.getByText("Nobody is told of anything yet")).toBeVisible();
  await expectAccessible(page);
  await openDialog(page, "New webhook");
  await page.getByLabel("When").selectOption("mock.create");
  await page.getByLabel("URL").fill(`${receiver.url}/made`);
  await page.getByLabel("Body").fill("{ id: ");
  await page.getByText("Name, headers, retries and signature").click();
  await page.getByLabel("Name (optional)").fill("New mocks");
  await page.getByLabel("Headers").fill("X-Team: shop\nAuthorization: Bearer one");
  await page.getByLabel("Signature").selectOption("github");
  await page.getByLabel("Secret").fill("s3cret");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The body must be JSON" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Body").fill('{ "text": "$.event.resource.id" }');
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "New mocks" })).toBeVisible();
  await makeMock(product.url, plainMock("first"));
  const [told] = await receiver.waitFor(1, { path: "/made" });
  expect(told?.body.toString()).toBe('{"text":"first"}');
  expect(told?.headers).toMatchObject({ "x-team": "shop", authorization: "Bearer one" });
  const row = page.getByRole("listitem").filter({ hasText: "New mocks" });
  await expect(row.getByText("Delivered")).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await row.getByRole("link", { name: "Its deliveries" }).click();
  await expect(page.getByText("Of one event webhook")).toBeVisible();
  await page.getByRole("row").filter({ hasText: "mock.create" }).getByRole("link").click();
  await page.getByRole("link", { name: "New mocks" }).click();
  await expect(row).toBeVisible();
});

test("it is edited without its secrets, tested, disabled and deleted", async ({ page }) => {
  await page.goto(`${product.url}/ui/sandbox/settings/webhooks`);
  await openDialog(page, "Edit New mocks");
  await page.getByText("Name, headers, retries and signature").click();
  await expect(page.getByLabel("Headers")).toHaveValue("X-Team: shop\nAuthorization: ••••••");
  await page.getByLabel("Retries").fill("2");
  await page.getByLabel("URL").fill(`${receiver.url}/edited`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "Test New mocks" }).click();
  const [tested] = await receiver.waitFor(1, { path: "/edited" });
  expect(tested?.headers).toMatchObject({ authorization: "Bearer one" });
  await page.getByRole("button", { name: "Disable New mocks" }).click();
  await expect(page.getByRole("button", { name: "Enable New mocks" })).toBeVisible();
  await makeMock(product.url, plainMock("unheard"));
  await page.getByRole("button", { name: "Delete New mocks" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("Nobody is told of anything yet")).toBeVisible();
  expect(receiver.at("/edited")).toHaveLength(1);
});

test("an admin sees why a webhook of the installation was disabled, and what those sent", async ({ page }) => {
  const url = `${receiver.url}/installation`;
  const path = `${product.url}/api/v1/admin/webhooks`;
  await callApi(path, { method: "POST", body: { id: "ill", operation: "user.delete", url, name: "Ill" } });
  await callApi(path, { method: "POST", body: { id: "well", operation: "namespace.create", url } });
  await callApi(path, { method: "POST", body: { id: "odd", events: ["user.promoted"], url } });
  const database = await connectToEmbeddedDatabase(product.dataDir);
  await database.query(
    "update event_webhook set enabled = false, disabled_reason = 'it failed for 5 days' where id = 'ill'",
  );
  await database.end();
  await callApi(`${product.url}/api/v1/namespaces`, { method: "POST", body: { name: "told" } });
  await receiver.waitFor(1, { path: "/installation" });
  await page.goto(`${product.url}/ui/admin/webhooks`);
  await expect(page.getByText("Disabled, because it failed for 5 days")).toBeVisible();
  await expect(page.getByText("this version does not know the change user.promoted")).toBeVisible();
  await expect(page.getByText("Delivered")).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectAccessible(page);
  const overflow = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  expect(overflow).toBe(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("link", { name: "What was sent" }).click();
  await page.getByRole("row").filter({ hasText: "namespace.create" }).getByRole("link").click();
  await expect(page.getByRole("button", { name: "Redeliver" })).toBeVisible();
  await page.getByRole("button", { name: "Redeliver" }).click();
  await receiver.waitFor(2, { path: "/installation" });
});
