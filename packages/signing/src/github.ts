import { digest } from "./digest.ts";
import type { Secrets } from "./secrets.ts";
import type { SignedRequest } from "./signed-request.ts";

/** GitHub's: the body alone, by SHA-256 and, for receivers of old, by SHA-1. */
export function signGithub({ secret, corrupt }: Secrets, { body }: SignedRequest): [string, string][] {
  const sign = (algorithm: "sha1" | "sha256"): string => {
    return `${algorithm}=${digest([body], { algorithm, key: secret, corrupt }).toString("hex")}`;
  };
  return [
    ["X-Hub-Signature", sign("sha1")],
    ["X-Hub-Signature-256", sign("sha256")],
  ];
}
