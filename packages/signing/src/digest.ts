import { createHmac } from "node:crypto";

export interface DigestOptions {
  algorithm: "sha1" | "sha256" | "sha384" | "sha512";
  key: string | Uint8Array;
  /** Makes it wrong. */
  corrupt: boolean | undefined;
}

/** The HMAC of these parts, one after the other. */
export function digest(parts: readonly (string | Uint8Array)[], { algorithm, key, corrupt }: DigestOptions): Buffer {
  const hmac = createHmac(algorithm, key);
  for (const part of parts) hmac.update(part);
  const bytes = hmac.digest();
  // One bit is enough to be wrong, and nothing random: a run repeats.
  if (corrupt) bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes;
}

/** Seconds since 1970, as most schemes have it. */
export function secondsOf(time: Date): string {
  return String(Math.floor(time.getTime() / 1000));
}
