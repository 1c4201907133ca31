import { expect, type Page, test } from "@playwright/test";
import { adminPassword, fullMode, getToken, makeMock, plainMock, signIn } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** By its shortcut, which works as soon as the page's script runs. */
async function goToSearch(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByLabel("Search mocks")).toBeFocused({ timeout: 200 });
  }).toPass();
}

/** The dashboard of an installation with users. */
let product: Product;
let token: string;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  product = await startProduct({ env: fullMode });
  token = await getToken(product.url);
});
test.afterAll(() => product.stop());

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(product.url + path);
  await signIn(page);
};

test("a wrong password is said to be wrong, and the right one leads to where one wanted to go", async ({ page }) => {
  await makeMock(product.url, plainMock("wanted"), token);
  await page.goto(`${product.url}/ui/sandbox/mocks?mock=wanted`);
  await expect(page).toHaveURL(/\/ui\/sign-in\?next=/);
  await expect(page.getByLabel("Login")).toBeFocused();

  await page.getByLabel("Login").fill("admin");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Login or password is wrong" })).toBeVisible();
  await expect(page.getByLabel("Password")).toBeFocused();
  expect(page.url()).not.toContain("password");

  await signIn(page);
  await expect(page).toHaveURL(/\/ui\/sandbox\/mocks\?mock=wanted$/);
  await expect(page.getByRole("region", { name: "wanted" })).toBeVisible();
});

test("the session cookie is out of reach for scripts and other sites, and holds no name", async ({ page, context }) => {
  await open(page, "/ui/mocks");
  const cookie = (await context.cookies()).find(({ name }) => name === "understudy.session");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  const hours = ((cookie?.expires ?? 0) * 1000 - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThan(24.1);
});

test("the list shows what was made over REST; a search finds it by its route and is in the address", async ({
  page,
}) => {
  await makeMock(product.url, plainMock("invoice-by-id", "/billing/invoices/:id"), token);
  await makeMock(product.url, plainMock("unrelated"), token);
  await open(page, "/ui/mocks");
  const row = page.getByRole("row", { name: /invoice-by-id/ });
  await expect(row).toContainText("GET");
  await expect(row).toContainText("/billing/invoices/:id");
  await expect(row).toContainText("200");

  await goToSearch(page);
  await page.keyboard.type("billing/inv");
  await expect(page.getByRole("row", { name: /unrelated/ })).toHaveCount(0);
  await expect(row).toBeVisible();
  await expect(page).toHaveURL(/search=billing%2Finv/);
  await page.reload();
  await expect(page.getByLabel("Search mocks")).toHaveValue("billing/inv");
  await expect(page.getByRole("row", { name: /unrelated/ })).toHaveCount(0);

  await page.getByLabel("Search mocks").fill("no such thing");
  await expect(page.getByRole("heading", { name: "No mock matches “no such thing”" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(page.getByRole("row", { name: /unrelated/ })).toBeVisible();
});

test("a page of a long list is in the address", async ({ page }) => {
  await Promise.all(Array.from({ length: 55 }, (_, index) => makeMock(product.url, plainMock(`many-${index}`), token)));
  await open(page, "/ui/sandbox/mocks?search=many-");
  await expect(page.getByText("1–50 of 55 mocks")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("51–55 of 55 mocks")).toBeVisible();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator("tbody tr")).toHaveCount(5);
  await page.goBack();
  await expect(page.locator("tbody tr")).toHaveCount(50);
});

test("an open mock shows its definition and how to call it, and survives a reload", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: product.url });
  await makeMock(product.url, { ...plainMock("to-open", "/to-open/:id"), tags: ["demo"] }, token);
  await open(page, "/ui/mocks");
  await page.getByRole("link", { name: "to-open" }).click();
  const panel = page.getByRole("region", { name: "to-open" });
  await expect(panel.getByRole("heading", { name: "to-open" })).toBeFocused();
  await expect(panel.getByLabel("Definition as JSON")).toContainText('"route": "/to-open/:id"');
  await panel.getByRole("button", { name: "Copy as curl" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The curl line is copied." })).toBeVisible();
  const copied = await page.evaluate<string>("navigator.clipboard.readText()");
  expect(copied).toBe(`curl -i '${product.url}/stubs/sandbox/to-open/:id'`);

  await page.reload();
  await expect(panel.getByLabel("Definition as JSON")).toContainText('"demo"');
  await expect(panel.getByRole("heading", { name: "to-open" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(page.getByRole("link", { name: "to-open" })).toBeFocused();
});

test("deleting asks about this very mock, and then it answers no more", async ({ page }) => {
  await makeMock(product.url, plainMock("to-delete"), token);
  const stub = `${product.url}/stubs/sandbox/to-delete`;
  expect((await fetch(stub)).status).toBe(200);
  await open(page, "/ui/sandbox/mocks?mock=to-delete");
  await page.getByRole("button", { name: "Delete this mock" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete to-delete?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("region", { name: "to-delete" })).toBeVisible();
  expect((await fetch(stub)).status).toBe(200);

  await page.getByRole("button", { name: "Delete this mock" }).click();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Deleted to-delete." })).toBeVisible();
  await expect(page.getByRole("link", { name: "to-delete" })).toHaveCount(0);
  expect((await fetch(stub)).status).toBe(404);
});

test("signing out ends the session at once: its cookie is worth nothing any more", async ({
  page,
  context,
  browser,
}) => {
  await open(page, "/ui/mocks");
  const { cookies } = await context.storageState();
  const query = `${product.url}/api/trpc/namespaces.list`;
  expect((await context.request.get(query)).status()).toBe(200);

  await page.getByRole("button", { name: /Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  const thief = await browser.newContext({ storageState: { cookies, origins: [] } });
  const answer = await thief.request.get(query);
  expect(answer.status()).toBe(401);
  const stolen = await thief.newPage();
  await stolen.goto(`${product.url}/ui/sandbox/mocks`);
  await expect(stolen).toHaveURL(/\/ui\/sign-in/);
  await thief.close();
});

test("a session that ends elsewhere leads to the sign-in page, and back", async ({ page, context }) => {
  await makeMock(product.url, plainMock("left-behind"), token);
  await open(page, "/ui/mocks");
  const other = await context.newPage();
  await other.goto(`${product.url}/ui/mocks`);
  await other.getByRole("button", { name: /Account/ }).click();
  await other.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(other).toHaveURL(/\/ui\/sign-in/);

  await page.getByLabel("Search mocks").fill("left-behind");
  await expect(page).toHaveURL(/\/ui\/sign-in\?next=/);
  await signIn(page);
  await expect(page).toHaveURL(/search=left-behind/);
});

test("the keyboard alone is enough", async ({ page }) => {
  await makeMock(product.url, plainMock("by-keyboard"), token);
  await makeMock(product.url, plainMock("by-keyboard-too"), token);
  await page.goto(`${product.url}/ui/sandbox/mocks`);
  await page.keyboard.type("admin");
  await page.keyboard.press("Tab");
  await page.keyboard.type(adminPassword);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Mocks", level: 1 })).toBeVisible();

  await goToSearch(page);
  await page.keyboard.type("by-keyboard");
  await expect(page.getByText("2 mocks")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "by-keyboard", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "by-keyboard", exact: true });
  await expect(panel.getByLabel("Definition as JSON")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Delete this mock" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Mocks", level: 1 })).toBeFocused();
  await expect(page.getByRole("link", { name: "by-keyboard", exact: true })).toHaveCount(0);
});

test("shortcuts of a single key can be switched off", async ({ page }) => {
  await makeMock(product.url, plainMock("shortcuts"), token);
  await open(page, "/ui/mocks");
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await page.getByLabel("Shortcuts of a single key are on").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search mocks")).not.toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the chosen theme is in the page that the server sends", async ({ page }) => {
  await open(page, "/ui/mocks");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const response = await page.reload();
  expect(await response?.text()).toMatch(/<html[^>]* data-theme="dark"/);
});

test("what is not there is a 404 page with a way back, and a missing mock carries the request id", async ({ page }) => {
  await open(page, "/ui/mocks");
  const response = await page.goto(`${product.url}/ui/nowhere/mocks`);
  expect(response?.status()).toBe(404);
  await page.getByRole("link", { name: "Go to the mocks" }).click();
  await expect(page).toHaveURL(/\/ui\/sandbox\/mocks/);
  await page.goto(`${product.url}/ui/sandbox/mocks?mock=gone`);
  await expect(page.getByRole("alert").filter({ hasText: 'There is no mock "gone"' })).toContainText(
    /Request id\s*\S{8,}/,
  );
});

test("the page works under its own strict policy: nothing is refused by it", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content.Security.Policy|hydrat/i.test(message.text())) refused.push(message.text());
  });
  page.on("pageerror", (error) => refused.push(error.message));
  await makeMock(product.url, plainMock("policy"), token);
  await open(page, "/ui/sandbox/mocks?mock=policy");
  await expect(async () => {
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Namespace/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Delete this mock" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  expect(refused).toEqual([]);
});
