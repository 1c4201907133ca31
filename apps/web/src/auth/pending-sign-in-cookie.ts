import { pendingSignInCookieName } from "@understudy/domain";
import type { SecondFactorDemand } from "@understudy/management";
import { cookies } from "next/headers";
import { getConfig } from "../config.ts";
import { ownCookie } from "./session-cookie.ts";

/**
 * Where the browser keeps a sign-in whose second factor is still to be shown: no script can read it there, it is in no address, and the page can
 * be loaded again meanwhile.
 */
export async function rememberPendingSignIn({ tfaToken, expiresAt }: SecondFactorDemand): Promise<void> {
  const { name, options } = ownCookie(pendingSignInCookieName, getConfig().publicOrigin);
  (await cookies()).set(name, tfaToken, { ...options, expires: expiresAt });
}

export async function readPendingSignIn(): Promise<string | null> {
  const { name } = ownCookie(pendingSignInCookieName, getConfig().publicOrigin);
  const value = (await cookies()).get(name)?.value;
  return value === undefined || value === "" ? null : value;
}

export async function forgetPendingSignIn(): Promise<void> {
  const { name, options } = ownCookie(pendingSignInCookieName, getConfig().publicOrigin);
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
