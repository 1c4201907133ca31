import type { Signing } from "@understudy/domain";
import { signCustom } from "./custom-hmac.ts";
import { signGithub } from "./github.ts";
import { signShopify } from "./shopify.ts";
import type { SignedRequest } from "./signed-request.ts";
import { signSlack } from "./slack.ts";
import { signStandardWebhook } from "./standard-webhooks.ts";
import { signStripe } from "./stripe.ts";

/**
 * The headers that sign one attempt, those that `signatureHeadersOf` names. The secrets of `signing` are open. With `corrupt` they are
 * well formed and wrong, each time in the same way.
 */
export function signRequest(signing: Signing, request: SignedRequest): [name: string, value: string][] {
  switch (signing.scheme) {
    case "standard-webhooks":
      return signStandardWebhook(signing, request);
    case "stripe":
      return signStripe(signing, request);
    case "github":
      return signGithub(signing, request);
    case "slack":
      return signSlack(signing, request);
    case "shopify":
      return signShopify(signing, request);
    case "custom-hmac":
      return signCustom(signing, request);
  }
}
