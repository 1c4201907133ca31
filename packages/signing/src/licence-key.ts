import { createPublicKey, verify } from "node:crypto";
import { LicenceTermsSchema, type LicenceTerms } from "@understudy/domain";

/** What a licence's key says, or in words why it is none. */
export type ReadLicence = { terms: LicenceTerms } | { problem: string };

/** `understudy-license.v1.<terms>.<signature>`, both in base64url; the signature is of all that stands before it. */
const format = /^(understudy-license\.v1\.([\w-]+))\.([\w-]+)$/;

/**
 * Reads a licence's key and checks its Ed25519 signature. Blanks and line breaks, which come of pasting, don't matter. `publicKey` is the
 * issuer's, 32 bytes as base64. Whether the licence has expired is not looked at.
 */
export function readLicenceKey(key: string, publicKey: string): ReadLicence {
  const [, signed, payload, signature] = format.exec(key.replace(/\s+/g, "")) ?? [];
  if (signed === undefined || payload === undefined || signature === undefined) {
    return { problem: "is not a license key: it begins with understudy-license.v1. and has two parts behind that" };
  }
  const issuer = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey, "base64").toString("base64url") },
    format: "jwk",
  });
  if (!verify(null, Buffer.from(signed), issuer, Buffer.from(signature, "base64url"))) {
    return { problem: "has a wrong signature: it was changed, or is not of the issuer that LICENSE_PUBLIC_KEY names" };
  }
  const terms = LicenceTermsSchema.safeParse(parseJson(Buffer.from(payload, "base64url").toString("utf8")));
  // The issuer signed it, so it is of a newer kind rather than wrong.
  if (!terms.success)
    return { problem: "says something that this version does not understand; it may need a newer one" };
  return { terms: terms.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
