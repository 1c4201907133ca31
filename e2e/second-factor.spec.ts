import { expect, type Page, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { fullMode, signIn } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  product = await startProduct({ env: fullMode });
});
test.afterAll(() => product.stop());

/** The code of an authenticator, so many steps of 30 s from now: the server takes the one before and the one after too, each once. */
function codeOf(secret: string, steps: -1 | 0 | 1): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Starts anew, with the right password. */
async function enterPassword(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${product.url}/ui/account/second-factor`);
  await page.getByLabel("Login").fill("admin");
  await page.getByLabel("Password").fill(fullMode.FIRST_ADMIN_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Second factor" })).toBeVisible();
}

test("a user switches a second factor on, signs in with it by keyboard, and switches it off", async ({ page }) => {
  await page.goto(`${product.url}/ui/account/second-factor`);
  await signIn(page);
  await page.getByRole("button", { name: "Set up an authenticator" }).click();
  await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  const secret = (await page.getByLabel("Key", { exact: true }).innerText()).replaceAll(" ", "");
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, -1));
  await page.getByRole("button", { name: "Switch on" }).click();
  const shown = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(shown).toHaveCount(10);
  const codes = await shown.allInnerTexts();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  await enterPassword(page);
  const field = page.getByLabel("Code", { exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "The code is wrong or was used already." })).toBeVisible();
  await expect(field).toBeFocused();
  // The step is where it was when the page is loaded again.
  await page.reload();
  await expect(page.getByRole("button", { name: "Continue" })).toBeEnabled();
  await field.fill(codeOf(secret, 0));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/ui\/account\/second-factor$/);
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  await enterPassword(page);
  await page.getByRole("button", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Recovery code").fill((codes[0] ?? "").toUpperCase());
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("9 recovery codes are left.")).toBeVisible();

  await page.getByRole("button", { name: "Switch off" }).click();
  const dialog = page.getByRole("dialog", { name: "Switch the second factor off?" });
  await dialog.getByRole("button", { name: "Use my password instead" }).click();
  await dialog.getByLabel("Password").fill("not the password");
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The password is wrong.");
  await dialog.getByLabel("Password").fill(fullMode.FIRST_ADMIN_PASSWORD);
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByRole("button", { name: "Set up an authenticator" })).toBeVisible();
});

test("nobody signs in with a password alone, whatever the code step is sent without it", async ({ request }) => {
  const csrf = (await (await request.get(`${product.url}/api/auth/csrf`)).json()) as { csrfToken: string };
  const answer = await request.post(`${product.url}/api/auth/callback/second-factor`, {
    form: { csrfToken: csrf.csrfToken, json: "true", code: "000000" },
  });
  expect(answer.status()).toBe(401);
  expect(await answer.text()).toContain("error=SignInOver");
  expect(await (await request.get(`${product.url}/api/auth/session`)).json()).toEqual({});
});
