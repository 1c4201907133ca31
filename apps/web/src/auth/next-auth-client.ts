import { z } from "zod";

const CsrfSchema = z.object({ csrfToken: z.string() });
const RedirectSchema = z.object({ url: z.string() });

export type SignInOutcome =
  { kind: "signed-in" } | { kind: "wrong-credentials" } | { kind: "failed"; requestId: string | null };

/** Signs in through NextAuth's credentials provider. */
export async function postSignIn(credentials: { login: string; password: string }): Promise<SignInOutcome> {
  const response = await post("/api/auth/callback/credentials", credentials);
  if (response.ok) return { kind: "signed-in" };
  const answer = RedirectSchema.safeParse(await response.json().catch(() => null));
  // NextAuth says by `?error=` in the address it would redirect to what went wrong.
  if (answer.data?.url.includes("error=CredentialsSignin")) return { kind: "wrong-credentials" };
  return { kind: "failed", requestId: response.headers.get("x-request-id") };
}

/** Ends the session, here and in the database. Whether it worked. */
export async function postSignOut(): Promise<boolean> {
  const response = await post("/api/auth/signout", {});
  return response.ok;
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = await fetch("/api/auth/csrf");
  if (!csrf.ok) return csrf;
  const { csrfToken } = CsrfSchema.parse(await csrf.json());
  return fetch(path, { method: "POST", body: new URLSearchParams({ ...fields, csrfToken, json: "true" }) });
}
