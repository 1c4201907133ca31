import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const prefix = "sealed.v1.";
const nonceBytes = 12;
const tagBytes = 16;
/** Whatever in a text looks sealed. */
const sealedText = /sealed\.v1\.[\w-]{38,}/g;

interface Sealing {
  seal: (secret: string) => string;
  open: (sealed: string) => string;
}

/**
 * Encrypts secrets at rest: AES-256-GCM; `key` is 32 bytes. A sealed text is URL-safe: `sealed.v1.` and base64url of nonce, tag and
 * ciphertext. `open` throws when the text was altered or sealed with another key than this one, or the previous one if there is one.
 */
export function createSealing(key: Buffer, previousKey: Buffer | null = null): Sealing {
  return {
    seal: (secret) => sealWith(key, secret),
    open(sealed) {
      if (previousKey === null) return openWith(key, sealed);
      const secret = tryOpen(key, sealed);
      return secret ?? openWith(previousKey, sealed);
    },
  };
}

/**
 * Makes what seals anew, in a text of any form, what the previous key sealed; null: there is nothing of it in the text. What only looks
 * sealed, and what the key itself sealed, stays as it is.
 */
export function createReseal(key: Buffer, previousKey: Buffer | null): (text: string) => string | null {
  return (text) => {
    if (previousKey === null) return null;
    const anew = text.replaceAll(sealedText, (sealed) => {
      const secret = tryOpen(previousKey, sealed);
      return secret === null ? sealed : sealWith(key, secret);
    });
    return anew === text ? null : anew;
  };
}

function sealWith(key: Buffer, secret: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return prefix + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
}

function openWith(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(prefix.length), "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
}

/** Null: it was altered, or sealed with another key. */
function tryOpen(key: Buffer, sealed: string): string | null {
  try {
    return openWith(key, sealed);
  } catch {
    return null;
  }
}
