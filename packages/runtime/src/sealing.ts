import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const prefix = "sealed.v1.";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts secrets at rest: AES-256-GCM; `key` is 32 bytes. A sealed text is URL-safe: `sealed.v1.` and base64url of nonce, tag and
 * ciphertext. `open` throws when the text was altered or sealed with another key.
 */
export function createSealing(key: Buffer): { seal: (secret: string) => string; open: (sealed: string) => string } {
  return {
    seal(secret) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return prefix + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.slice(prefix.length), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
    },
  };
}
