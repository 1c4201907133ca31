import { digest } from "./digest.ts";
import type { Secrets } from "./secrets.ts";
import type { SignedRequest } from "./signed-request.ts";

/** Shopify's: the body alone, in base64. */
export function signShopify({ secret, corrupt }: Secrets, { body }: SignedRequest): [string, string][] {
  const bytes = digest([body], { algorithm: "sha256", key: secret, corrupt });
  return [["X-Shopify-Hmac-Sha256", bytes.toString("base64")]];
}
