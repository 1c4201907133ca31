import { z } from "zod";
import { readSignInAnswer, type SignInAnswer } from "./sign-in-codes.ts";

const CsrfSchema = z.object({ csrfToken: z.string() });
const RedirectSchema = z.object({ url: z.string() });

export type SignInOutcome = { kind: "signed-in" } | SignInAnswer | { kind: "failed"; requestId: string | null };

/** Signs in through NextAuth, up to the second factor if there is one. */
export function postSignIn(credentials: { login: string; password: string }): Promise<SignInOutcome> {
  return postCredentials("credentials", credentials);
}

/** Completes a sign-in by a code of the authenticator, or by a recovery code. */
export function postSecondFactor(shown: { code: string } | { recovery_code: string }): Promise<SignInOutcome> {
  return postCredentials("second-factor", shown);
}

/**
 * Goes to the OpenID Connect provider, which leads back to `returnPath`; the page is left then. False: it could not be reached.
 */
export async function goToOidcProvider(returnPath: string): Promise<boolean> {
  const response = await post("/api/auth/signin/oidc", { callbackUrl: returnPath });
  const answer = RedirectSchema.safeParse(await response.json().catch(() => null));
  if (!response.ok || !answer.success) return false;
  // NextAuth stays here when the provider did not tell where people sign in.
  if (new URL(answer.data.url, window.location.href).origin === window.location.origin) return false;
  window.location.assign(answer.data.url);
  return true;
}

/** Ends the session, here and in the database. Whether it worked. */
export async function postSignOut(): Promise<boolean> {
  const response = await post("/api/auth/signout", {});
  return response.ok;
}

async function postCredentials(provider: string, fields: Record<string, string>): Promise<SignInOutcome> {
  const response = await post(`/api/auth/callback/${provider}`, fields);
  if (response.ok) return { kind: "signed-in" };
  const answer = RedirectSchema.safeParse(await response.json().catch(() => null));
  const said = answer.success ? readSignInAnswer(answer.data.url) : null;
  return said ?? { kind: "failed", requestId: response.headers.get("x-request-id") };
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = await fetch("/api/auth/csrf");
  if (!csrf.ok) return csrf;
  const { csrfToken } = CsrfSchema.parse(await csrf.json());
  return fetch(path, { method: "POST", body: new URLSearchParams({ ...fields, csrfToken, json: "true" }) });
}
