import {
  callbackUrlCookieName,
  csrfCookieName,
  nonceCookieName,
  pkceCookieName,
  sessionCookieName,
  stateCookieName,
} from "@understudy/domain";
import type { CookiesOptions } from "next-auth";

/** One of our cookies. Over https the browser ties it to this very host (`__Host-`, design 16). */
export function ownCookie(name: string, publicOrigin: string) {
  const secure = publicOrigin.startsWith("https:");
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/** NextAuth's cookies under our names, which a stub may not set. */
export function cookiesFor(publicOrigin: string): CookiesOptions {
  return {
    sessionToken: ownCookie(sessionCookieName, publicOrigin),
    csrfToken: ownCookie(csrfCookieName, publicOrigin),
    callbackUrl: ownCookie(callbackUrlCookieName, publicOrigin),
    state: ownCookie(stateCookieName, publicOrigin),
    nonce: ownCookie(nonceCookieName, publicOrigin),
    pkceCodeVerifier: ownCookie(pkceCookieName, publicOrigin),
  };
}
