import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { callApi, fullMode, getToken, localMode, signIn } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

/** People and their accounts at the dashboard: invited, let in, kept out. */
let product: Product;

test.beforeAll(async () => {
  product = await startProduct({ env: { ...fullMode, SIGN_UP: "on" } });
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

/** A page of somebody else's browser. */
async function openElsewhere(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function signInAs(page: Page, login: string, password: string): Promise<void> {
  await page.goto(`${product.url}/ui/sign-in`);
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/ui/sign-in"));
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("somebody is invited, chooses a password by the link, and is kept out again", async ({ page, browser }) => {
  await page.goto(`${product.url}/ui/sign-in`);
  await signIn(page);
  await page.getByRole("button", { name: "Account: admin" }).click();
  await page.getByRole("menuitem", { name: "Users" }).click();
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Login").fill("ada");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Invite" }).click();
  const link = (await page.getByRole("group", { name: "The link" }).textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: /^ada/ })).toContainText("no password yet");
  await expectAccessible(page);

  const ada = await openElsewhere(browser);
  await ada.goto(link);
  await expect(ada.getByText("Your login is ada.")).toBeVisible();
  await ada.getByLabel(/New password/).fill("battery staple");
  await ada.getByRole("button", { name: "Set password" }).click();
  await expect(ada.getByText("Your password is set.")).toBeVisible();
  await ada.goto(link);
  await expect(ada.getByRole("heading", { name: "This link can’t be used" })).toBeVisible();
  await signInAs(ada, "ada", "battery staple");
  await expect(ada.getByText("You are in no namespace yet")).toBeVisible();

  await page.getByRole("button", { name: "Manage ada" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("row", { name: /^ada/ })).toContainText("disabled");
  await ada.goto(`${product.url}/ui/account`);
  await expect(ada.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("an admin gives somebody another login, e-mail address and password; what is wrong stands beside its field", async ({
  page,
  browser,
}) => {
  const token = await getToken(product.url);
  for (const username of ["dora", "dora-taken"]) {
    const body = {
      username,
      email: `${username}@example.com`,
      password: "first of dora",
      requiresPasswordChange: false,
    };
    await callApi(`${product.url}/api/v1/admin/users`, { method: "POST", token, body });
  }
  await page.goto(`${product.url}/ui/sign-in`);
  await signIn(page);
  await page.goto(`${product.url}/ui/admin/users`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Manage dora", exact: true }).click();
  await dialog.getByRole("button", { name: "Edit…" }).click();
  const login = dialog.getByLabel("Login");
  const email = dialog.getByLabel(/^E-mail/);
  await expect(login).toHaveValue("dora");
  await login.fill("dora-taken");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(login).toHaveAccessibleDescription('The login "dora-taken" is taken.');
  await expect(login).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAttribute("aria-invalid", "false");
  await expectAccessible(page);
  await photograph(page, "user-edit");
  await login.fill("");
  await email.fill("nowhere");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(login).toHaveAccessibleDescription("Must not be empty.");
  await expect(email).toHaveAccessibleDescription(/^Must be an e-mail address/);
  await login.fill("theodora");
  await email.fill("theodora@example.com");
  await email.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: /^theodora/ })).toContainText("theodora@example.com");

  await page.getByRole("button", { name: "Manage theodora" }).click();
  await photograph(page, "user-manage");
  await dialog.getByRole("button", { name: "Set password…" }).click();
  const password = dialog.getByLabel("New password");
  await password.fill("short");
  await dialog.getByRole("button", { name: "Set password" }).click();
  await expect(password).toHaveAccessibleDescription("Must have at least 8 characters.");
  await expectAccessible(page);
  await photograph(page, "user-password");
  await password.fill("second of dora");
  await dialog.getByLabel("They must change it when they sign in").uncheck();
  await dialog.getByRole("button", { name: "Set password" }).click();
  await expect(dialog).toBeHidden();

  const theodora = await openElsewhere(browser);
  await signInAs(theodora, "theodora", "second of dora");
  await expect(theodora.getByText("You are in no namespace yet")).toBeVisible();
});

/** Light, dark and narrow, for whoever looks at what the tests leave behind. */
async function photograph(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), animations: "disabled" });
  }
  await page.emulateMedia({ colorScheme: "light" });
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 360, height: 720 });
  await page.screenshot({ path: test.info().outputPath(`${name}-narrow.png`), animations: "disabled" });
  await page.setViewportSize({ width, height });
}

test("a password that an admin chose is changed before anything is seen", async ({ browser }) => {
  const token = await getToken(product.url);
  const body = { username: "bob", password: "chosen for bob" };
  await callApi(`${product.url}/api/v1/admin/users`, { method: "POST", token, body });
  const page = await openElsewhere(browser);
  await signInAs(page, "bob", "chosen for bob");
  await page.goto(`${product.url}/ui/sandbox/mocks`);
  await expect(page.getByRole("heading", { name: "Choose a password of your own" })).toBeVisible();
  await page.getByLabel(/New password/).fill("chosen for bob");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("must be another one than now")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/New password/).fill("chosen by bob");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("You are in no namespace yet")).toBeVisible();
});

test("the account page shows sessions and ends them, and changes the password", async ({ browser }) => {
  const [page, other] = [await openElsewhere(browser), await openElsewhere(browser)];
  await page.goto(`${product.url}/ui/sign-up`);
  await page.getByLabel("Login").fill("carl");
  await page.getByLabel(/^Password/).fill("correct horse");
  await page.getByRole("button", { name: "Make account" }).click();
  await expect(page.getByText("Your account is made.")).toBeVisible();
  await signInAs(page, "carl", "correct horse");
  await signInAs(other, "carl", "correct horse");
  await page.goto(`${product.url}/ui/account`);
  const sessions = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await expect(sessions.filter({ hasText: "This one" })).toHaveCount(1);
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: "Change password" })).toBeEnabled();
  await page.getByLabel("Current password").fill("correct horse");
  await page.getByLabel(/New password/).fill("battery staple");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(sessions).toHaveCount(1);
  await other.goto(`${product.url}/ui/account`);
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("where nobody signs in, the pages say so", async ({ page }) => {
  const local = await startProduct({ env: localMode });
  for (const path of ["account", "admin/users"]) {
    await page.goto(`${local.url}/ui/${path}`);
    await expect(page.getByText("Nobody signs in here")).toBeVisible();
  }
  expect(await local.stop()).toBe(0);
});
