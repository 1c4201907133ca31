import { expect, type Page, test } from "@playwright/test";
import { callApi, localMode, makeMock } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

/** On the page of deliveries: changing all that the filters show. */
let product: Product;
let receiver: Receiver;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  receiver = await openReceiver();
  product = await startProduct({ env: { ...localMode, WEBHOOK_ALLOW_HOSTS: receiver.host } });
});
test.afterAll(async () => {
  await product.stop();
  await receiver.close();
});

/** Makes so many deliveries of a mock, up to a hundred a call. */
async function makeDeliveries(id: string, count: number, callback: object = {}): Promise<void> {
  const callbacks = Math.min(count, 100);
  await makeMock(product.url, {
    id,
    http: { httpMethod: "POST", route: `/${id}` },
    response: { payload: {} },
    webhooks: Array.from({ length: callbacks }, () => ({ url: `${receiver.url}/${id}`, ...callback })),
  });
  for (let made = 0; made < count; made += callbacks) {
    await callApi(`${product.url}/stubs/sandbox/${id}`, { method: "POST", body: {} });
  }
}

async function openDialog(page: Page, search: string, item: RegExp): Promise<void> {
  await page.goto(`${product.url}/ui/sandbox/deliveries${search}`);
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await page.getByRole("button", { name: "Change all" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

const cancelItem = /^Cancel what is not finished/;
const dialogOf = (page: Page) => page.getByRole("alertdialog");

async function countStates(mockId: string): Promise<Record<string, number>> {
  const page = await callApi(`${product.url}/api/v1/deliveries?limit=200&mockId=${mockId}`);
  const { deliveries } = page as { deliveries: { state: string }[] };
  return Object.fromEntries(
    Object.entries(Object.groupBy(deliveries, ({ state }) => state)).map(([state, found]) => [
      state,
      found?.length ?? 0,
    ]),
  );
}

test("cancelling shows how many, asks, and shows how far it is, also of those that are not loaded", async ({
  page,
}) => {
  await makeDeliveries("bulk", 1_100, { delay: 600_000 });
  await makeDeliveries("spared", 2, { delay: 600_000 });
  // The second batch waits until the progress was seen.
  const seen = Promise.withResolvers<undefined>();
  let batches = 0;
  await page.route("**/api/trpc/deliveries.changeMany*", async (route) => {
    batches += 1;
    if (batches === 2) await seen.promise;
    await route.continue();
  });
  await openDialog(page, "?mock=bulk", cancelItem);
  const dialog = dialogOf(page);
  await expect(dialog).toHaveAccessibleName("Cancel all of these?");
  await expect(dialog).toContainText("1,100 deliveries (mock bulk, in sandbox)");
  await expect(dialog.getByRole("button", { name: "Keep them" })).toBeFocused();
  await dialog.getByRole("button", { name: "Cancel 1,100 deliveries" }).click();
  await expect(dialog).toContainText("500 of 1,100");
  await expect(dialog.getByRole("progressbar", { name: "Progress" })).toHaveAttribute("value", "500");
  await expect(dialog.getByRole("button", { name: "Stop" })).toBeVisible();
  seen.resolve(undefined);
  await expect(page.getByRole("status").filter({ hasText: "1,100 deliveries cancelled." })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Change all" })).toBeFocused();
  expect(batches).toBe(3);
  await expect(page.locator("tbody tr").filter({ hasText: "Pending" })).toHaveCount(0);
  expect(await countStates("bulk")).toEqual({ cancelled: 200 });
  expect(await countStates("spared")).toEqual({ pending: 2 });
});

test("a failure in the middle says so, and going on changes the rest", async ({ page }) => {
  await makeDeliveries("broken", 600, { delay: 600_000 });
  let batches = 0;
  await page.route("**/api/trpc/deliveries.changeMany*", (route) => {
    batches += 1;
    return batches === 2 ? route.abort() : route.continue();
  });
  await openDialog(page, "?mock=broken", cancelItem);
  const dialog = dialogOf(page);
  await dialog.getByRole("button", { name: "Cancel 600 deliveries" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Understudy does not answer");
  await expect(dialog).toContainText("500 of 600");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("status").filter({ hasText: "600 deliveries cancelled." })).toBeVisible();
  expect(batches).toBe(3);
  const left = await callApi(`${product.url}/api/v1/deliveries/cancel`, {
    method: "POST",
    body: { filter: { mockId: "broken" }, dryRun: true },
  });
  expect(left).toMatchObject({ remaining: 0 });
});

test("redelivering sends what the filters show once more; keeping them changes nothing", async ({ page }) => {
  receiver.answerWith(() => ({ status: 500 }));
  await makeDeliveries("failing", 3);
  await expect.poll(() => countStates("failing")).toEqual({ failed: 3 });
  receiver.answerWith(undefined);
  await openDialog(page, "?state=failed&mock=failing", /^Redeliver what is finished/);
  const dialog = dialogOf(page);
  await expect(dialog).toContainText("3 deliveries (state Failed, mock failing, in sandbox)");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await countStates("failing")).toEqual({ failed: 3 });
  await openDialog(page, "?state=failed&mock=failing", /^Redeliver what is finished/);
  await dialog.getByRole("button", { name: "Redeliver 3 deliveries" }).click();
  await expect(page.getByRole("status").filter({ hasText: "3 deliveries sent once more." })).toBeVisible();
  await expect.poll(() => countStates("failing")).toEqual({ delivered: 3 });
});

test("a redelivery to another target leads to what was sent first", async ({ page }) => {
  await makeDeliveries("moved", 1);
  await expect.poll(() => countStates("moved")).toEqual({ delivered: 1 });
  const list = (await callApi(`${product.url}/api/v1/deliveries?mockId=moved`)) as { deliveries: { id: string }[] };
  const first = String(list.deliveries[0]?.id);
  const body = { url: `${receiver.url}/elsewhere` };
  const made = await callApi(`${product.url}/api/v1/deliveries/${first}/redeliver`, { method: "POST", body });
  const { id } = made as { id: string };
  await page.goto(`${product.url}/ui/sandbox/deliveries?delivery=${id}`);
  const panel = page.getByRole("region", { name: /^Delivery/ });
  await expect(panel).toContainText("/elsewhere");
  // A click while the page is still being made interactive may be lost.
  await expect(async () => {
    await panel.getByRole("link", { name: first }).click({ timeout: 2_000 });
    await expect(page).toHaveURL(new RegExp(`delivery=${first}`), { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(panel).toContainText("/moved");
  await expect(panel).not.toContainText("Redelivery of");
});

test("where there is nothing to change, nothing can be pressed", async ({ page }) => {
  await makeDeliveries("done", 1);
  await expect.poll(() => countStates("done")).toEqual({ delivered: 1 });
  await openDialog(page, "?mock=done", cancelItem);
  const dialog = dialogOf(page);
  await expect(dialog).toContainText("0 deliveries");
  await expect(dialog.getByRole("button", { name: "Cancel 0 deliveries" })).toHaveAttribute("aria-disabled", "true");
});
