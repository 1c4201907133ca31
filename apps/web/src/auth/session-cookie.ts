import { callbackUrlCookieName, csrfCookieName, sessionCookieName } from "@understudy/domain";
import type { CookiesOptions } from "next-auth";

/** NextAuth's cookies under our names. Over https the browser ties them to this very host (`__Host-`, design 16). */
export function cookiesFor(publicOrigin: string): Pick<CookiesOptions, "sessionToken" | "csrfToken" | "callbackUrl"> {
  const secure = publicOrigin.startsWith("https:");
  const make = (name: string) => ({
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  });
  return {
    sessionToken: make(sessionCookieName),
    csrfToken: make(csrfCookieName),
    callbackUrl: make(callbackUrlCookieName),
  };
}
