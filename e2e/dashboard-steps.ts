import type { Page } from "@playwright/test";

/** Settings of an installation with users, and the password of its first admin. */
export const adminPassword = "correct horse battery";
export const fullMode = { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: adminPassword };
export const localMode = { AUTH_MODE: "local" };

/** Fills in the sign-in page, which is open, and waits until it is left. */
export async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Login").fill("admin");
  await page.getByLabel("Password").fill(adminPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/ui/sign-in"));
}

/** Calls the REST API; throws unless it answers with success. */
export async function callApi(
  url: string,
  init: { method?: string; body?: unknown; token?: string | undefined } = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method: init.method ?? "GET",
    headers: {
      "content-type": "application/json",
      ...(init.token !== undefined && { authorization: `Bearer ${init.token}` }),
    },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${init.method ?? "GET"} ${url}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** A bearer token of the first admin, as a script would get one. */
export async function getToken(origin: string): Promise<string> {
  const body = { login: "admin", password: adminPassword };
  const answer = await callApi(`${origin}/api/v1/auth/login`, { method: "POST", body });
  if (typeof answer !== "object" || answer === null || !("token" in answer)) throw new Error("the login gave no token");
  return String(answer.token);
}

/** Makes a mock in `sandbox` over REST, as a script would. */
export async function makeMock(
  origin: string,
  mock: { id: string } & Record<string, unknown>,
  token?: string,
): Promise<void> {
  await callApi(`${origin}/api/v1/mocks`, { method: "POST", token, body: { namespace: "sandbox", ...mock } });
}

/** A mock that answers GET requests. */
export function plainMock(id: string, route = `/${id}`): { id: string } & Record<string, unknown> {
  return { id, http: { httpMethod: "GET", route }, response: { statusCode: 200, payload: { from: id } } };
}
