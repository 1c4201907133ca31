import { hkdfSync } from "node:crypto";

/**
 * A key for one purpose, derived from the installation's secret key (HKDF-SHA-256, RFC 5869; the purpose is the `info`).
 * `secretKeyHex` is 32 bytes in hexadecimal; the result is 32 bytes.
 */
export function deriveKey(secretKeyHex: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(secretKeyHex, "hex"), "", `understudy/${purpose}`, 32));
}
