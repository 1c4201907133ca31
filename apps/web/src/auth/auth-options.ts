import { signOut } from "@understudy/management";
import type { NextAuthOptions, User } from "next-auth";
import { headers } from "next/headers";
import { getConfig } from "../config.ts";
import { readClient } from "../server/client-headers.ts";
import { getLogger } from "../server/logger.ts";
import { getManagement } from "../server/management.ts";
import { admitOidcUser } from "./admit-oidc-user.ts";
import { getAuthSecret } from "./auth-secret.ts";
import { makeOidcProvider } from "./oidc-provider.ts";
import { passwordProvider } from "./password-provider.ts";
import { secondFactorProvider } from "./second-factor-provider.ts";
import { cookiesFor } from "./session-cookie.ts";
import { SessionTokenSchema } from "./session-token.ts";

/** As long as a session in the database lasts. */
const sessionSeconds = 24 * 60 * 60;

const signInPage = "/ui/sign-in";

/** How NextAuth signs people in and out: login and password, a JWT that holds the session id, our own page. */
export function getAuthOptions(): NextAuthOptions {
  const { oidc } = getConfig();
  return {
    secret: getAuthSecret(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    cookies: cookiesFor(getConfig().publicOrigin),
    useSecureCookies: getConfig().publicOrigin.startsWith("https:"),
    pages: { signIn: signInPage, signOut: signInPage, error: signInPage },
    providers: [passwordProvider, secondFactorProvider, ...(oidc === null ? [] : [makeOidcProvider(oidc)])],
    callbacks: {
      signIn: ({ user, account, profile }) => account?.type !== "oauth" || admitOidcUser(user, profile),
      // Everything else that NextAuth would put in (name, e-mail) stays out.
      jwt: ({ token, user }: { token: Record<string, unknown>; user?: User }) =>
        user === undefined ? token : { sessionId: user.id },
    },
    events: {
      signOut: async ({ token }) => {
        const { data } = SessionTokenSchema.safeParse(token);
        if (data === undefined) return;
        await signOut(getManagement(), data.sessionId, readClient(await headers()).address);
      },
    },
    logger: {
      error: (code, metadata) => getLogger().error({ event: "auth.failed", code, err: metadata }),
      warn: (code) => getLogger().debug({ event: "auth.warned", code }),
      debug: () => undefined,
    },
  };
}
