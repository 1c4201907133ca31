import { digest, secondsOf } from "./digest.ts";
import { allSecrets, type Secrets } from "./secrets.ts";
import type { SignedRequest } from "./signed-request.ts";

/** Standard Webhooks 1.0.0, symmetric: id, time and body, with the bytes that the secret is the base64 of. */
export function signStandardWebhook(secrets: Secrets, { id, now, body }: SignedRequest): [string, string][] {
  const timestamp = secondsOf(now);
  const signatures = allSecrets(secrets).map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const bytes = digest([`${id}.${timestamp}.`, body], { algorithm: "sha256", key, corrupt: secrets.corrupt });
    return `v1,${bytes.toString("base64")}`;
  });
  return [
    ["webhook-timestamp", timestamp],
    ["webhook-signature", signatures.join(" ")],
  ];
}
