import type { Product } from "../product.ts";
import { createRestClient } from "../rest-client.ts";

/** What an actor shows with its requests. */
export type Headers = Readonly<Record<string, string>>;

/** Of everybody. */
export const password = "a good password";

/** The bearer token of a session. */
export async function signIn(product: Product, login: string): Promise<string> {
  const answer = await createRestClient(product.url).call("POST", "/api/v1/auth/login", { body: { login, password } });
  if (answer.status !== 200) throw new Error(`${login}: ${answer.status} ${answer.text}`);
  return String(answer.body["token"]);
}

/** The cookie of a session at the dashboard, signed in as a browser does. */
export async function openDashboard(product: Product, login: string): Promise<Headers> {
  const csrf = await fetch(`${product.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const signedIn = await fetch(`${product.url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(csrf) },
    body: new URLSearchParams({ login, password, csrfToken, json: "true" }),
    redirect: "manual",
  });
  if (!signedIn.ok) throw new Error(`${login}: ${signedIn.status} ${await signedIn.text()}`);
  return { cookie: cookiesOf(signedIn) };
}

function cookiesOf({ headers }: Response): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
