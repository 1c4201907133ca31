import { expect, type Page, test } from "@playwright/test";
import { localMode, makeMock } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** The page of requests: what came in, what became of it, and why nothing matched. */
let product: Product;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  product = await startProduct({ env: localMode });
});
test.afterAll(async () => {
  await product.stop();
});

const pageUrl = (search = ""): string => `${product.url}/ui/sandbox/requests${search}`;
const rowsOf = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const panelOf = (page: Page) => page.getByRole("region", { name: /^(Request$|GET|POST)/ });

async function call(path: string, init?: RequestInit): Promise<string> {
  const answer = await fetch(`${product.url}/stubs/sandbox${path}`, init);
  await answer.arrayBuffer();
  return String(answer.headers.get("x-request-id"));
}

/** A mock that calls another one, and has a callback that does not fire. */
async function makeChain(): Promise<void> {
  await makeMock(product.url, { id: "second", http: { route: "/second", httpMethod: "POST" } });
  await makeMock(product.url, {
    id: "first",
    http: { route: "/first/:id", httpMethod: "POST", conditions: [{ path: "$.amount", value: 5 }] },
    response: { statusCode: 201, payload: { ok: true } },
    webhooks: [
      { url: `${product.url}/stubs/sandbox/second`, body: { of: "first" } },
      { url: "http://10.0.0.1/", trigger: "on_error" },
    ],
  });
}

test("a page without requests shows how to make one, and it appears by itself", async ({ page }) => {
  await page.goto(pageUrl());
  await expect(page.getByRole("heading", { name: "No call has come in yet" })).toBeVisible();
  const command = await page.locator("pre").textContent();
  expect(command).toBe(`curl ${product.url}/stubs/sandbox/hello`);
  await call("/hello");
  const row = rowsOf(page, "/hello");
  await expect(row).toContainText("404");
  await expect(row).toContainText("no match");
});

test("with the keyboard alone: find a call, see what became of it, follow what came of that", async ({ page }) => {
  await makeChain();
  await call("/first/7?mode=fast", { method: "POST", body: '{"amount":5}' });
  await page.goto(pageUrl());
  await expect(rowsOf(page, "/first/7")).toContainText("first");
  const path = page.getByLabel("Path", { exact: true });
  // The shortcut works as soon as the page's script runs.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(path).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await path.fill("first");
  await expect(page).toHaveURL(/path=first/);
  await expect(rowsOf(page, "/hello")).toHaveCount(0);
  const link = page.getByRole("link", { name: /\/first\/7/ });
  await link.focus();
  await page.keyboard.press("Enter");
  const panel = panelOf(page);
  await expect(panel.getByRole("heading", { name: "POST /first/7" })).toBeFocused();
  const steps = panel.getByRole("listitem");
  await expect(steps.filter({ hasText: "Follow-up" })).toContainText("POST /second came of it, answered 200");
  await expect(steps.filter({ hasText: "Matched" })).toContainText("its condition holds");
  await expect(steps.filter({ hasText: "Not fired" })).toContainText("its trigger is on_error");
  await expect(steps.filter({ hasText: "Attempt" }).first()).toContainText("delivered, 200");
  await expect(panel).toContainText('"amount": 5');
  // The view can be sent to somebody.
  await page.reload();
  await expect(panelOf(page)).toContainText("came of it");
  await panelOf(page).getByRole("link", { name: "Open" }).click();
  await expect(page.getByRole("heading", { name: "POST /second" })).toBeVisible();
  await page.getByRole("link", { name: "a delivery of this installation" }).click();
  await expect(page).toHaveURL(/\/deliveries\?delivery=/);
  // And back: a delivery leads to the call that it came of.
  await page.getByRole("link", { name: /^req_/ }).click();
  await expect(page.getByRole("heading", { name: "POST /first/7" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/requests$/);
  await expect(page.getByRole("link", { name: /\/first\/7/ })).toBeFocused();
});

test("a call that nothing matches says why, and can be found by that", async ({ page }) => {
  await makeChain();
  const id = await call("/first/8", { method: "POST", body: '{"amount":6}' });
  await page.goto(pageUrl(`?request=${id}`));
  const panel = panelOf(page);
  await expect(panel).toContainText("Why no mock matched");
  await expect(panel).toContainText("$.amount of the body is 6, expected 5");
  // The page came with all of this from the server; only once the focus has moved does it hear keys.
  await expect(panel.getByRole("heading", { name: "POST /first/8" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/requests$/);
  await page.getByRole("button", { name: /^Outcome/ }).click();
  await page.getByRole("menuitemradio", { name: "No match" }).click();
  await expect(page).toHaveURL(/outcome=unmatched/);
  await expect(rowsOf(page, "/first/8")).toContainText("no match");
  await expect(rowsOf(page, "/first/7")).toHaveCount(0);
  await page.getByLabel("Mock", { exact: true }).fill("nobody");
  await expect(page.getByRole("status").filter({ hasText: "No request matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page).toHaveURL(/\/requests\??$/);
});

test("a list that somebody is at does not move; what is new is said", async ({ page }) => {
  await call("/hello");
  await page.goto(pageUrl());
  await page.locator("tbody tr").first().hover();
  await call("/brand-new");
  const chip = page.getByRole("button", { name: /new$/ });
  await expect(chip).toBeVisible();
  await expect(rowsOf(page, "/brand-new")).toHaveCount(0);
  await chip.click();
  await expect(rowsOf(page, "/brand-new")).toHaveCount(1);
});

test("a call of another namespace, and one that is gone, look the same", async ({ page }) => {
  await page.goto(pageUrl("?request=req_gone"));
  await expect(panelOf(page)).toContainText("There is no request");
});
