import { createHash, randomBytes } from "node:crypto";

/** A random token of 192 bits behind a prefix that tells its kind. */
export function createSecretToken(prefix: string): string {
  return prefix + randomBytes(24).toString("base64url");
}

/** What is stored of a token. It is random, so a fast hash is enough. */
export function hashSecretToken(token: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(token).digest();
}
