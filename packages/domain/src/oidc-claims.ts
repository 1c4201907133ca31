import { z } from "zod";

/** An absent or unusable claim is none: only who somebody is must be there. */
const optionalText = z.string().min(1).max(200).nullish().catch(null);

/** What an OpenID Connect provider says of somebody who has signed in there. */
export const OidcClaimsSchema = z
  .object({
    iss: z.string().min(1).max(1000),
    sub: z.string().min(1).max(255),
    email: optionalText,
    email_verified: z.boolean().nullish().catch(null),
    preferred_username: optionalText,
  })
  .transform(({ iss, sub, email, email_verified, preferred_username }) => ({
    issuer: iss,
    subject: sub,
    /** Null unless the provider has verified it: anybody can claim an address. */
    email: email_verified === true ? (email?.toLowerCase() ?? null) : null,
    name: preferred_username ?? email ?? sub,
  }));
export type OidcClaims = z.infer<typeof OidcClaimsSchema>;
