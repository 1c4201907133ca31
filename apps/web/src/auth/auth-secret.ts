import { deriveKey } from "@understudy/runtime";
import { getConfig } from "../config.ts";

/** Key of the session cookie and of NextAuth's CSRF token. */
export function getAuthSecret(): string {
  return deriveKey(getConfig().keys.secretKeyHex, "nextauth").toString("hex");
}
