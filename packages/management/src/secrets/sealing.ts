import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Encrypts secrets at rest (design 19) and tells sealed text from other text. */
export interface Sealing {
  seal: (secret: string) => string;
  /** The reverse of `seal`. Throws when the text was altered or sealed with another key. */
  open: (sealed: string) => string;
  isSealed: (text: string) => boolean;
}

const prefix = "sealed.v1.";
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM; `key` is 32 bytes. A sealed text is URL-safe: `sealed.v1.` and base64url of nonce, tag and ciphertext. */
export function createSealing(key: Buffer): Sealing {
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
    isSealed: (text) => text.startsWith(prefix),
  };
}
