import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import type { OidcConfig } from "../config.ts";

/** How long the provider may take for each answer. */
const providerTimeoutMs = 5_000;

/**
 * The OpenID Connect provider of the settings: authorization code with PKCE, state and nonce, all checked by NextAuth. What it says of somebody is
 * what the signed ID token says, and beside it the userinfo endpoint, where many providers keep name and address.
 */
export function makeOidcProvider(oidc: OidcConfig): OAuthConfig<{ sub: string }> {
  return {
    id: "oidc",
    name: oidc.name,
    type: "oauth",
    wellKnown: `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    httpOptions: { timeout: providerTimeoutMs },
    userinfo: {
      async request({ client, tokens }) {
        const claims = readClaims(tokens.id_token);
        if (client.issuer.metadata.userinfo_endpoint === undefined || tokens.access_token === undefined) return claims;
        const more = await client.userinfo(tokens.access_token);
        if (more.sub !== claims.sub) throw new Error("the userinfo is about somebody else than the ID token");
        return { ...more, ...claims };
      },
    },
    profile: ({ sub }) => ({ id: sub }),
  };
}

const SubjectSchema = z.looseObject({ sub: z.string() });

/** What the ID token says. NextAuth has checked its signature, issuer, audience, time and nonce before. */
function readClaims(idToken: string | undefined): z.infer<typeof SubjectSchema> {
  const payload = Buffer.from(idToken?.split(".")[1] ?? "", "base64url").toString("utf8");
  return SubjectSchema.parse(JSON.parse(payload));
}
