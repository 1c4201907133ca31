import { expect, type Page, test } from "@playwright/test";
import { callApi, fullMode, getToken, localMode, makeMock, plainMock, signIn } from "./dashboard-steps.ts";
import { hostileMock, hostileScript } from "./hostile-script.ts";
import { type Product, startProduct } from "./product.ts";

/**
 * A stub answers on our own address with what its author wrote (design 16). In each mode the same script runs twice:
 * in a stub, where it must get nothing, and in a page of the dashboard, where it must get what the mode allows. Without
 * the second run the first would also pass if the script were broken.
 */
type Report = Record<
  | "cookie"
  | "storage"
  | "rest"
  | "trpc"
  | "page"
  | "plant"
  | "delete"
  | "blindly"
  | "form"
  | "frame"
  | "popup"
  | "worker",
  string
>;

const modes = [
  { name: "with sign-in", env: fullMode, hasUsers: true },
  { name: "without sign-in", env: localMode, hasUsers: false },
] as const;

for (const { name, env, hasUsers } of modes) {
  test.describe(name, () => {
    let product: Product;
    let token: string | undefined;

    test.beforeAll(async () => {
      test.setTimeout(660_000);
      product = await startProduct({ env });
      token = hasUsers ? await getToken(product.url) : undefined;
      await makeMock(product.url, hostileMock, token);
    });
    test.beforeEach(() => makeMock(product.url, plainMock("victim"), token));
    test.afterAll(() => product.stop());

    const openDashboard = async (page: Page): Promise<void> => {
      await page.goto(`${product.url}/ui/mocks`);
      if (hasUsers) await signIn(page);
      await expect(page.getByRole("link", { name: "victim" })).toBeVisible();
    };

    const listMockIds = async (): Promise<string[]> => {
      const answer = JSON.stringify(await callApi(`${product.url}/api/v1/mocks?namespace=sandbox`, { token }));
      return [...new Set([...answer.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id ?? ""))].sort();
    };

    test("a hostile stub gets nothing, though the user is signed in", async ({ page, context }) => {
      await openDashboard(page);
      const before = (await context.cookies()).find(({ name: cookie }) => cookie === "understudy.session");
      const frameAnswer = page.waitForResponse(
        (response) => response.frame() !== page.mainFrame() && response.url().endsWith("/ui/sandbox/mocks"),
      );
      await page.goto(`${product.url}/stubs/sandbox/hostile`);
      const report = JSON.parse(await page.locator("#report").innerText()) as Report;

      expect(report).toMatchObject({
        cookie: expect.stringMatching(/^blocked/),
        storage: expect.stringMatching(/^blocked/),
        rest: expect.stringMatching(/^blocked/),
        trpc: expect.stringMatching(/^blocked/),
        page: expect.stringMatching(/^blocked/),
        plant: expect.stringMatching(/^blocked/),
        delete: expect.stringMatching(/^blocked/),
        blindly: "sent",
        form: "sent",
        frame: expect.stringMatching(/^blocked/),
        popup: expect.stringMatching(/^blocked/),
        worker: expect.stringMatching(/^blocked/),
      });
      expect((await frameAnswer).status()).toBe(403);
      expect(JSON.stringify(report)).not.toContain("victim");
      expect(await listMockIds()).toEqual(["hostile", "victim"]);

      // Neither signed out nor given another session.
      const cookies = await context.cookies();
      expect(cookies.find(({ name: cookie }) => cookie === "understudy.session")).toEqual(before);
      await page.goto(`${product.url}/ui/sandbox/mocks`);
      await expect(page.getByRole("link", { name: "victim" })).toBeVisible();
    });

    test("the same script in a page of ours gets what the mode allows", async ({ page }) => {
      await openDashboard(page);
      const report = await page.evaluate<Report>(hostileScript);
      expect(report).toMatchObject({
        cookie: expect.stringMatching(/^read: .*probe=1/),
        storage: "read: 1",
        trpc: expect.stringMatching(/^read: 200 .*victim/),
        page: expect.stringMatching(/^read: 200/),
        delete: expect.stringMatching(/^read: 200/),
        popup: "read: Mocks",
        // REST takes no cookie: with users, even our own page needs a token.
        rest: expect.stringMatching(hasUsers ? /^blocked: 401/ : /^read: 200 .*victim/),
        plant: expect.stringMatching(hasUsers ? /^blocked: 401/ : /^read: 20[01]/),
      });
      const planted = ["planted", "planted-blindly", "planted-by-form"];
      expect(await listMockIds()).toEqual(hasUsers ? ["hostile"] : ["hostile", ...planted]);
    });
  });
}
