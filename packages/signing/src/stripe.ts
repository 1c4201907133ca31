import { digest, secondsOf } from "./digest.ts";
import { allSecrets, type Secrets } from "./secrets.ts";
import type { SignedRequest } from "./signed-request.ts";

/** Stripe's, scheme v1: time and body. The key is the whole secret, `whsec_` included. */
export function signStripe(secrets: Secrets, { now, body }: SignedRequest): [string, string][] {
  const timestamp = secondsOf(now);
  const signatures = allSecrets(secrets).map((key) => {
    const bytes = digest([`${timestamp}.`, body], { algorithm: "sha256", key, corrupt: secrets.corrupt });
    return `v1=${bytes.toString("hex")}`;
  });
  return [["Stripe-Signature", [`t=${timestamp}`, ...signatures].join(",")]];
}
