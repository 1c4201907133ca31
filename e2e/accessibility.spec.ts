import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { callApi, fullMode, getToken, makeMock, plainMock, signIn } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Every page, and every state that looks different. `prepare` brings it about. */
const pages: { name: string; path: string; isPublic?: boolean; prepare?: (page: Page) => Promise<void> }[] = [
  { name: "sign-in", path: "/ui/sign-in", isPublic: true },
  {
    name: "sign-in with an error",
    path: "/ui/sign-in",
    isPublic: true,
    prepare: async (page) => {
      await page.getByLabel("Login").fill("admin");
      await page.getByLabel("Password").fill("wrong");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("Login or password is wrong")).toBeVisible();
    },
  },
  { name: "mocks", path: "/ui/sandbox/mocks" },
  { name: "nothing found", path: "/ui/sandbox/mocks?search=nothing" },
  { name: "an open mock", path: "/ui/sandbox/mocks?mock=one" },
  { name: "a mock that is gone", path: "/ui/sandbox/mocks?mock=gone" },
  {
    name: "the question before deleting",
    path: "/ui/sandbox/mocks?mock=one",
    prepare: (page) => page.getByRole("button", { name: "Delete this mock" }).click(),
  },
  {
    name: "the theme menu",
    path: "/ui/sandbox/mocks",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Theme" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "the shortcuts",
    path: "/ui/sandbox/mocks",
    prepare: (page) => page.getByRole("button", { name: "Keyboard shortcuts" }).click(),
  },
  {
    name: "deliveries",
    path: "/ui/sandbox/deliveries",
    prepare: (page) => expect(page.locator("tbody tr").first()).toBeVisible(),
  },
  { name: "no matching deliveries", path: "/ui/sandbox/deliveries?mock=nothing" },
  { name: "a delivered delivery", path: "/ui/sandbox/deliveries", prepare: (page) => openDelivery(page, "Delivered") },
  { name: "a blocked delivery", path: "/ui/sandbox/deliveries", prepare: (page) => openDelivery(page, "Failed") },
  {
    name: "the question before cancelling a delivery",
    path: "/ui/sandbox/deliveries",
    prepare: async (page) => {
      await openDelivery(page, "Pending");
      await page.getByRole("button", { name: "Cancel" }).click();
    },
  },
  {
    name: "the question before cancelling all deliveries",
    path: "/ui/sandbox/deliveries?state=pending",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Change all" }).click();
      await page.getByRole("menuitem", { name: /^Cancel/ }).click();
      await expect(page.getByRole("alertdialog")).toContainText(/\d deliver(y|ies)/);
    },
  },
  {
    name: "the states of deliveries",
    path: "/ui/sandbox/deliveries",
    prepare: async (page) => {
      await page.getByRole("button", { name: /^State/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  { name: "requests", path: "/ui/sandbox/requests", prepare: (page) => expect(page.getByRole("table")).toBeVisible() },
  {
    name: "a request that was answered",
    path: "/ui/sandbox/requests?mock=sender",
    prepare: (page) => openRequest(page, "/sender"),
  },
  {
    name: "a request that nothing matched",
    path: "/ui/sandbox/requests?outcome=unmatched",
    prepare: (page) => openRequest(page, "/nothing-here"),
  },
  { name: "a delivery that is gone", path: "/ui/sandbox/deliveries?delivery=gone" },
  { name: "not found", path: "/ui/nowhere/mocks" },
];

let product: Product;
let token: string;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  product = await startProduct({ env: fullMode });
  token = await getToken(product.url);
});
test.afterAll(() => product.stop());

function makeOne(): Promise<void> {
  return makeMock(product.url, { ...plainMock("one", "/one/:id"), tags: ["a", "b", "c", "d"] }, token);
}

async function expectAccessible(page: Page): Promise<void> {
  // Colours are judged as they are, not while they fade in.
  await page.evaluate("Promise.allSettled(document.getAnimations().map((animation) => animation.finished))");
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      where: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    })),
  ).toEqual([]);
}

/** At 360 px and at 200 % of 720 px nothing has to be scrolled sideways (WCAG 1.4.10). */
async function expectNarrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  expect(width).toBeLessThanOrEqual(360);
}

/** A delivery that was delivered, one that is blocked and one that waits for its next attempt. */
async function makeDeliveries(): Promise<void> {
  const destinations = [`${product.url}/stubs/sandbox/one/x`, "http://10.0.0.1/", "http://nowhere.invalid/"];
  const webhooks = destinations.map((url) => ({ url, method: "GET", retryCount: 1, retryDelay: 3_600 }));
  await makeMock(product.url, { ...plainMock("sender"), webhooks }, token);
  await callApi(`${product.url}/stubs/sandbox/sender`);
  await fetch(`${product.url}/stubs/sandbox/one/x/nothing-here`);
}

/** Opens the newest call of this path. */
async function openRequest(page: Page, path: string): Promise<void> {
  await page.locator("tbody tr").filter({ hasText: path }).first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Where it comes from" })).toBeVisible();
}

/** Opens the newest delivery in this state. */
async function openDelivery(page: Page, state: string): Promise<void> {
  await page.locator("tbody tr").filter({ hasText: state }).first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Where it comes from" })).toBeVisible();
}

test("an empty list of deliveries, in both themes", async ({ page }) => {
  await page.goto(`${product.url}/ui/sandbox/deliveries`);
  await signIn(page);
  await expect(page.getByRole("heading", { name: "Send your first callback" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await expectNarrow(page);
});

test("an empty list, in both themes", async ({ page }) => {
  await page.goto(`${product.url}/ui/mocks`);
  await signIn(page);
  await expect(page.getByRole("heading", { name: "Make your first mock" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await expectNarrow(page);
  await makeOne();
  await expect(page.getByRole("link", { name: "one" })).toBeVisible({ timeout: 10_000 });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test.beforeEach(makeOne);
    test.beforeAll(async () => {
      await makeOne();
      await makeDeliveries();
    });

    for (const { name, path, isPublic, prepare } of pages) {
      test(name, async ({ page }) => {
        await page.goto(`${product.url}/ui/sign-in`);
        if (isPublic !== true) await signIn(page);
        await page.goto(product.url + path);
        await prepare?.(page);
        await expectAccessible(page);
        await expectNarrow(page);
        await expectAccessible(page);
      });
    }
  });
}
