import { type APIResponse, expect, type Page, test } from "@playwright/test";
import { connectToEmbeddedDatabase } from "../test/embedded-database.ts";
import { fullMode, signIn } from "./dashboard-steps.ts";
import { type RunningProvider, startOidcProvider } from "./oidc-provider.ts";
import { findFreePort, type Product, startProduct } from "./product.ts";

let provider: RunningProvider;
let product: Product;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  const [port, providerPort] = [await findFreePort(), await findFreePort()];
  provider = await startOidcProvider(`http://localhost:${port}`, providerPort);
  const settings = {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: "Acme ID",
    OIDC_SIGN_UP: "on",
  };
  product = await startProduct({ env: { ...fullMode, ...settings, PORT: String(port) } });
});
test.afterAll(async () => {
  await product.stop();
  await provider.stop();
});

/** From the sign-in page to the provider, and through its own pages up to the one that leads back. */
async function signInAtProvider(page: Page, name: string): Promise<void> {
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.locator("input[name=login]").fill(name);
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).waitFor();
}

async function startAtProvider(page: Page, name: string): Promise<void> {
  await page.goto(`${product.url}/ui/account/second-factor`);
  await page.getByRole("button", { name: "Sign in with Acme ID" }).click();
  await signInAtProvider(page, name);
}

/** In the database itself: every process reads there whether a user is enabled. */
async function disable(login: string): Promise<void> {
  const database = await connectToEmbeddedDatabase(product.dataDir);
  const { rowCount } = await database.query("update app_user set enabled = false where login = $1", [login]);
  await database.end();
  expect(rowCount).toBe(1);
}

/** Sends the browser back from the provider with another state. Returns the address that the provider meant. */
function tamperWithReturn(page: Page): { url: string } {
  const meant = { url: "" };
  void page.route(
    (url) => url.origin === provider.issuer,
    async (route) => {
      let answer = await route.fetch({ maxRedirects: 0 });
      for (meant.url = locationOf(answer); !meant.url.startsWith(product.url); meant.url = locationOf(answer))
        answer = await page.request.get(meant.url, { maxRedirects: 0 });
      const url = new URL(meant.url);
      url.searchParams.set("state", "tampered");
      await route.fulfill({ status: 303, headers: { location: url.href } });
    },
  );
  return meant;
}

function locationOf(answer: APIResponse): string {
  return new URL(answer.headers()["location"] ?? "", answer.url()).href;
}

const finish = (page: Page) => page.getByRole("button", { name: "Continue" }).click();
const problem = (page: Page, text: string) => page.getByRole("alert").filter({ hasText: text });

test("somebody signs in at the provider, becomes a user, and is the same one the next time", async ({ page }) => {
  await startAtProvider(page, "ada");
  await finish(page);
  await page.waitForURL(`${product.url}/ui/account/second-factor`);
  await expect(page.getByText("Signed in as ada", { exact: true })).toBeVisible();
  await expect(page.getByText("You sign in with your account at Acme ID")).toBeVisible();
  const session = (await (await page.request.get(`${product.url}/api/auth/session`)).json()) as object;
  // The browser has the session's key in its cookie only, and nothing that the provider said.
  expect(JSON.stringify(session)).not.toContain("ada");

  await page.context().clearCookies({ domain: "localhost" });
  await page.goto(`${product.url}/ui/account/second-factor`);
  await page.getByRole("button", { name: "Sign in with Acme ID" }).click();
  // The provider remembers the browser, and asks nothing.
  await expect(page.getByText("Signed in as ada", { exact: true })).toBeVisible();
});

test("a state that was tampered with is refused, and so is a return in another browser", async ({ page, browser }) => {
  await startAtProvider(page, "grace");
  const meant = tamperWithReturn(page);
  await finish(page);
  await expect(problem(page, "The sign-in at the provider was not completed.")).toBeVisible();
  await page.goto(`${product.url}/ui/mocks`);
  await expect(page).toHaveURL(/\/ui\/sign-in/);

  // The right address, with code and state, but none of the cookies of the browser that began.
  const other = await browser.newPage();
  await other.goto(meant.url);
  await expect(problem(other, "The sign-in at the provider was not completed.")).toBeVisible();
  await other.close();
});

test("a user who is disabled here is refused, whatever the provider says", async ({ page }) => {
  await startAtProvider(page, "mallory");
  await finish(page);
  await expect(page.getByText("Signed in as mallory", { exact: true })).toBeVisible();
  await disable("mallory");
  // Their session is worth nothing any more.
  await page.reload();
  await page.getByRole("button", { name: "Sign in with Acme ID" }).click();
  await expect(problem(page, "Your account here is disabled.")).toBeVisible();
});

test("who has a login here connects the account at the provider, and signs in with it from then on", async ({
  page,
}) => {
  await page.goto(`${product.url}/ui/account/second-factor`);
  await signIn(page);
  await page.getByRole("button", { name: "Connect Acme ID" }).click();
  await signInAtProvider(page, "root");
  await finish(page);
  await expect(page.getByText("Your account at Acme ID is connected")).toBeVisible();
  await page.context().clearCookies({ domain: "localhost" });
  await page.goto(`${product.url}/ui/account/second-factor`);
  await page.getByRole("button", { name: "Sign in with Acme ID" }).click();
  await expect(page.getByText("Signed in as admin", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("button", { name: "Connect Acme ID" })).toBeVisible();
});
