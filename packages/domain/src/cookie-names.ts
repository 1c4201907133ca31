/** Our cookies' names start with this, behind `__Host-` where the public URL is https. A stub may not set such a cookie (design 16). */
const prefix = "understudy.";

export const sessionCookieName = `${prefix}session`;
export const csrfCookieName = `${prefix}csrf`;
export const callbackUrlCookieName = `${prefix}callback-url`;
/** Holds a sign-in whose second factor is still to be shown. */
export const pendingSignInCookieName = `${prefix}pending-sign-in`;
/** Says that an account of the OpenID Connect provider is to be connected. */
export const connectIntentCookieName = `${prefix}connect`;
/** What NextAuth remembers of somebody who has gone to the OpenID Connect provider. */
export const stateCookieName = `${prefix}state`;
export const nonceCookieName = `${prefix}nonce`;
export const pkceCookieName = `${prefix}pkce`;

/** Whether a `Set-Cookie` value would set one of our own cookies. */
export function isOwnCookie(setCookie: string): boolean {
  const name = setCookie.split("=", 1)[0]?.trim().toLowerCase() ?? "";
  return name.replace(/^__(host|secure)-/, "").startsWith(prefix);
}

/** A `Cookie` header without our own ones, which are nobody's business but ours; empty when nothing is left. */
export function withoutOwnCookies(cookie: string): string {
  const kept = cookie.split(";").filter((pair) => !isOwnCookie(pair));
  return kept.join(";").trim();
}
