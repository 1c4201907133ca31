import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { callApi, localMode, makeMock } from "./dashboard-steps.ts";
import { findFreePort, type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

/** The page of deliveries: what was sent, what came back, and sending it once more. */
let product: Product;
let receiver: Receiver;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  receiver = await openReceiver({ port: await findFreePort() });
  product = await startProduct({ env: { ...localMode, WEBHOOK_ALLOW_HOSTS: receiver.host } });
});
test.afterAll(async () => {
  await product.stop();
  await receiver.close();
});

const pageUrl = (search = ""): string => `${product.url}/ui/sandbox/deliveries${search}`;

/** A mock at `/{id}` with one callback to `/{id}` of the receiver. */
async function makeSender(id: string, callback: Record<string, unknown> = {}): Promise<void> {
  await makeMock(product.url, {
    id,
    http: { httpMethod: "POST", route: `/${id}` },
    response: { statusCode: 200, payload: { from: id } },
    webhooks: [{ url: `${receiver.url}/${id}`, body: { order: "$.req.order" }, ...callback }],
  });
}

async function fire(id: string, count = 1): Promise<void> {
  const call = (order: number) => callApi(`${product.url}/stubs/sandbox/${id}`, { method: "POST", body: { order } });
  await Promise.all(Array.from({ length: count }, (_, order) => call(order)));
}

const rowsOf = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const openPanel = (page: Page) => page.getByRole("region", { name: /^Delivery/ });

test("a page without deliveries shows how to make one, and the pasted lines do", async ({ page }) => {
  await page.goto(pageUrl());
  await expect(page.getByRole("heading", { name: "Send your first callback" })).toBeVisible();
  const steps = page.getByRole("listitem").locator("pre");
  await expect(steps).toHaveCount(3);
  await promisify(execFile)("sh", ["-e", "-c", (await steps.allTextContents()).join("\n")]);
  const row = rowsOf(page, "/stubs/sandbox/order-inbox");
  await expect(row).toContainText("Delivered", { timeout: 15_000 });
  await expect(row).toContainText("orders");
  await expect(row).toContainText("HTTP");
  await expect(row).toContainText("1 of 1");
});

test("with the keyboard alone: fire, inspect, redeliver", async ({ page }) => {
  await makeSender("by-keyboard", { headers: { "X-Event": "paid", Authorization: "Bearer hidden" } });
  await makeSender("unrelated");
  await fire("unrelated");
  await fire("by-keyboard");
  await receiver.waitFor(1, { path: "/by-keyboard" });
  await page.goto(pageUrl());
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByLabel("Mock", { exact: true })).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.type("by-keyboard");
  await expect(rowsOf(page, "unrelated")).toHaveCount(0);
  await page.keyboard.press("Tab"); // target
  await page.keyboard.press("Tab"); // clear
  await page.keyboard.press("Tab");
  const link = rowsOf(page, "by-keyboard").getByRole("link");
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");

  const panel = openPanel(page);
  await expect(panel.getByRole("heading", { name: `Delivery to ${receiver.host}` })).toBeFocused();
  await expect(panel).toContainText("Attempt 1 delivered it.");
  await expect(panel.getByLabel("Body of the message")).toContainText('"order": 0');
  await expect(panel).toContainText("X-Event:");
  await expect(panel).not.toContainText("hidden");
  await page.keyboard.press("Tab"); // close
  await page.keyboard.press("Tab");
  await expect(panel.getByRole("button", { name: "Redeliver" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Delivered. Attempt 2 delivered it." })).toBeVisible();
  await expect(panel.getByRole("heading", { name: /Attempt 2 Delivered/ })).toBeVisible();
  await expect(panel.getByRole("button", { name: "Redeliver" })).toBeFocused();
  const [first, second] = await receiver.waitFor(2, { path: "/by-keyboard" });
  expect(second?.webhookId).toBe(first?.webhookId);
  expect(second?.body).toEqual(first?.body);

  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(link).toBeFocused();
});

test("a Kafka message shows brokers, topic and key, and no curl line; its target narrows the list", async ({
  page,
}) => {
  const address = { kafkaBrokers: "10.0.0.1:9092", kafkaTopic: "orders.events", kafkaKey: "order-$.req.order" };
  await makeSender("by-kafka", { type: "kafka", ...address });
  await fire("by-kafka");
  await page.goto(pageUrl("?target=kafka%3A%2F%2F10.0.0.1%3A9092%2Forders.events"));
  const row = rowsOf(page, "by-kafka");
  await expect(row).toContainText("Failed");
  await expect(row).toContainText("Kafka");
  await row.getByRole("link").click();
  const panel = openPanel(page);
  await expect(panel.getByRole("heading", { name: "Delivery to 10.0.0.1:9092" })).toBeVisible();
  await expect(panel).toContainText("The destination is blocked: 10.0.0.1 is a private address.");
  await expect(panel).toContainText("Topicorders.events");
  await expect(panel).toContainText("Keyorder-0");
  await expect(panel.getByLabel("Body of the message")).toContainText('"order": 0');
  await expect(panel.getByRole("button", { name: "Copy as curl" })).toHaveCount(0);
});

test("a failing one shows each attempt and the next; it is cancelled once that is confirmed", async ({ page }) => {
  receiver.answerWith(({ path }) => (path === "/failing" ? { status: 503, body: '{"error":"later"}' } : {}));
  await makeSender("failing", { retryCount: 3, retryDelay: 300 });
  await fire("failing");
  await page.goto(pageUrl("?mock=failing"));
  const row = rowsOf(page, "failing");
  await expect(row).toContainText("Pending");
  await expect(row).toContainText(/in [45] min/);
  await row.getByRole("link").click();
  const panel = openPanel(page);
  await expect(panel.getByRole("heading", { name: /Attempt 1 The target did not accept it\s*503/ })).toBeVisible();
  await expect(panel).toContainText("The target answered 503; only 2xx counts as delivered.");
  await expect(panel).toContainText(receiver.host);
  await expect(panel.getByLabel("Body of the answer to attempt 1")).toContainText('"error": "later"');
  await expect(panel).toContainText(/Attempt 2 is due in [45] min/);

  await panel.getByRole("button", { name: "Cancel" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Cancel this delivery?" });
  await expect(dialog).toContainText(`${receiver.url}/failing`);
  await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
  await dialog.getByRole("button", { name: "Cancel the delivery" }).click();
  await expect(panel).toContainText("Somebody cancelled it");
  await expect(row).toContainText("Cancelled");
  receiver.answerWith(undefined);
});

test("what the guard blocks says so", async ({ page }) => {
  await makeSender("blocked", { url: "http://169.254.169.254/latest/", retryCount: 3 });
  await fire("blocked");
  await page.goto(pageUrl("?mock=blocked"));
  await expect(rowsOf(page, "blocked")).toContainText("Failed");
  await rowsOf(page, "blocked").getByRole("link").click();
  await expect(openPanel(page)).toContainText("It was given up after one attempt: Blocked by the guard.");
  await expect(openPanel(page)).toContainText("169.254.169.254 is a cloud metadata address");
});

test("filters are in the address and survive a reload", async ({ page }) => {
  await makeSender("filtered");
  await fire("filtered");
  await makeSender("filtered-fails", { url: "http://10.0.0.1/x" });
  await fire("filtered-fails");
  await page.goto(pageUrl());
  await page.getByRole("button", { name: "State: All states" }).click();
  await page.getByRole("menuitemradio", { name: "Failed" }).click();
  await expect(rowsOf(page, "filtered-fails")).toBeVisible();
  await expect(page.getByRole("cell", { name: "Delivered" })).toHaveCount(0);
  await page.getByLabel("Target").fill("http://10.0.0.1/whatever");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page).toHaveURL(/\?state=failed&target=http/);
  await page.reload();
  await expect(page.getByRole("button", { name: "State: Failed" })).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByLabel("Mock", { exact: true }).fill("nothing");
  await expect(page.getByRole("heading", { name: "No delivery matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(rowsOf(page, "filtered").first()).toBeVisible();
  await expect(page).toHaveURL(pageUrl());
});

test("new deliveries do not move the row under the pointer", async ({ page }) => {
  await makeSender("steady");
  await fire("steady");
  await page.goto(pageUrl("?mock=steady"));
  const first = rowsOf(page, "steady").first();
  await expect(first).toContainText("Delivered");
  await first.hover();
  const before = await first.boundingBox();
  const href = await first.getByRole("link").getAttribute("href");
  await fire("steady", 2);
  const chip = page.getByRole("button", { name: "2 new" });
  await expect(chip).toBeVisible({ timeout: 10_000 });
  expect(await first.boundingBox()).toEqual(before);
  expect(await first.getByRole("link").getAttribute("href")).toBe(href);
  await chip.click();
  await expect(rowsOf(page, "steady")).toHaveCount(3);
  await expect(chip).toHaveCount(0);
  await fire("steady");
  await expect(rowsOf(page, "steady")).toHaveCount(4, { timeout: 10_000 });
});

test("older ones are loaded on demand", async ({ page }) => {
  await makeSender("many");
  await fire("many", 60);
  await page.goto(pageUrl("?mock=many"));
  await expect(page.locator("tbody tr")).toHaveCount(50);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(60);
  await expect(page.getByText("60 deliveries")).toBeVisible();
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);
});

test("the copied curl line sends the same message", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: product.url });
  await makeSender("copied", { method: "PUT", headers: { "X-Text": "it's $HOME" }, body: 'it\'s "raw" $(id)' });
  await fire("copied");
  const [sent] = await receiver.waitFor(1, { path: "/copied" });
  await page.goto(pageUrl("?mock=copied"));
  await rowsOf(page, "copied").getByRole("link").click();
  await openPanel(page).getByRole("button", { name: "Copy as curl" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The curl line is copied." })).toBeVisible();
  await promisify(execFile)("sh", ["-e", "-c", await page.evaluate<string>("navigator.clipboard.readText()")]);
  const [, again] = await receiver.waitFor(2, { path: "/copied" });
  expect(again).toMatchObject({ method: "PUT", webhookId: sent?.webhookId, body: sent?.body });
  expect(again?.headers).toMatchObject({ "x-text": "it's $HOME", "content-type": sent?.headers["content-type"] });
});

test("how a message is signed and what chaos did to it are told, and no secret is", async ({ page }) => {
  await makeSender("signed", {
    sign: { scheme: "stripe", secret: "whsec_hidden", corrupt: true },
    chaos: { seed: 1, duplicate: { probability: 1 }, wrongContentType: { probability: 1 } },
  });
  await fire("signed");
  const [first] = await receiver.waitFor(2, { path: "/signed" });
  await page.goto(pageUrl("?mock=signed"));
  // Newest first: the copy.
  await rowsOf(page, "signed").first().getByRole("link").first().click();
  const panel = openPanel(page);
  await expect(panel).toContainText("Signed anew for each attempt: stripe, wrong on purpose, in Stripe-Signature.");
  await expect(panel.getByRole("listitem")).toContainText([
    `It is a copy of ${first?.webhookId}, and is sent with that id.`,
    "Its content type is wrong: it was application/json.",
  ]);
  await expect(panel.getByText("webhook-id:").locator("..")).toContainText(String(first?.webhookId));
  await expect(panel).not.toContainText("hidden");
});

test("a mock leads to its deliveries, and a delivery to its mock", async ({ page }) => {
  await makeSender("linked");
  await fire("linked");
  await page.goto(`${product.url}/ui/sandbox/mocks?mock=linked`);
  await page.getByRole("link", { name: "see its deliveries" }).click();
  await expect(page).toHaveURL(pageUrl("?mock=linked"));
  await rowsOf(page, "linked").getByRole("link").click();
  await openPanel(page).getByRole("link", { name: "linked" }).click();
  await expect(page).toHaveURL(/\/ui\/sandbox\/mocks\?mock=linked$/);
});

test("an open delivery is in the address; one that is not there says so with the request id", async ({ page }) => {
  await makeSender("addressed");
  await fire("addressed");
  await page.goto(pageUrl("?mock=addressed"));
  await rowsOf(page, "addressed").getByRole("link").click();
  await expect(openPanel(page)).toContainText("Attempt 1");
  await page.reload();
  await expect(openPanel(page)).toContainText("Attempt 1");
  for (const id of ["nonsense", "01a2091d-0000-7000-8000-000000000000"]) {
    await page.goto(pageUrl(`?delivery=${id}`));
    const alert = page.getByRole("alert").filter({ hasText: `There is no delivery ${id}` });
    await expect(alert).toContainText(/Request id\s*\S{8,}/);
  }
});

test("nothing on the page is refused by its own policy", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content.Security.Policy|hydrat/i.test(message.text())) refused.push(message.text());
  });
  page.on("pageerror", (error) => refused.push(error.message));
  await makeSender("policy");
  await fire("policy");
  await page.goto(pageUrl("?mock=policy"));
  await rowsOf(page, "policy").getByRole("link").click();
  await page.getByRole("button", { name: "Raw" }).click();
  await page.getByRole("button", { name: /^State/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  expect(refused).toEqual([]);
});
