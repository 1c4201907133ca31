import { createHash, createHmac } from "node:crypto";

/** Keys that chains of the audit trail are sealed with: new entries with the first, the others are for what was sealed before. */
export type AuditKeys = readonly AuditKey[];

export interface AuditKey {
  /** Says which key it was, and nothing about it. */
  id: string;
  sign: (...parts: (string | Uint8Array)[]) => Buffer<ArrayBuffer>;
}

/** `keys`: 32 bytes each, derived for this purpose and no other; the one that counts now comes first. */
export function createAuditKeys(keys: readonly Buffer[]): AuditKeys {
  return keys.map((key) => ({
    id: createHash("sha256").update(key).digest("hex").slice(0, 16),
    sign(...parts) {
      const hmac = createHmac("sha256", key);
      for (const part of parts) hmac.update(part);
      return hmac.digest();
    },
  }));
}
