import { digest, secondsOf } from "./digest.ts";
import type { Secrets } from "./secrets.ts";
import type { SignedRequest } from "./signed-request.ts";

/** Slack's, version v0: version, time and body. */
export function signSlack({ secret, corrupt }: Secrets, { now, body }: SignedRequest): [string, string][] {
  const timestamp = secondsOf(now);
  const bytes = digest([`v0:${timestamp}:`, body], { algorithm: "sha256", key: secret, corrupt });
  return [
    ["X-Slack-Request-Timestamp", timestamp],
    ["X-Slack-Signature", `v0=${bytes.toString("hex")}`],
  ];
}
