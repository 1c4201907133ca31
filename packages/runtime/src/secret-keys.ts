import { deriveKey } from "./derive-key.ts";
import { createReseal, createSealing } from "./sealing.ts";

/** The keys of an installation, 32 bytes each in hexadecimal. */
export interface SecretKeys {
  secretKeyHex: string;
  /** The one before, as long as something may be sealed with it; null: there is none. */
  previousSecretKeyHex: string | null;
}

/** Seals with the key, and opens what either of them sealed. */
export function deriveSealing(keys: SecretKeys): ReturnType<typeof createSealing> {
  return createSealing(...derivePair(keys, "sealing"));
}

/** Seals anew what the previous key sealed. */
export function deriveReseal(keys: SecretKeys): ReturnType<typeof createReseal> {
  return createReseal(...derivePair(keys, "sealing"));
}

/** What the audit trail is sealed with; what the previous key sealed can be verified as long as it is there. */
export function deriveAuditKeys(keys: SecretKeys): Buffer[] {
  return derivePair(keys, "audit").filter((key) => key !== null);
}

/** What a database knows the keys by; it says nothing about them. */
export function deriveFingerprints(keys: SecretKeys): {
  secretKeyFingerprint: Buffer;
  previousKeyFingerprint: Buffer<ArrayBuffer> | null;
} {
  const [secretKeyFingerprint, previousKeyFingerprint] = derivePair(keys, "fingerprint");
  return { secretKeyFingerprint, previousKeyFingerprint };
}

function derivePair(
  { secretKeyHex, previousSecretKeyHex }: SecretKeys,
  purpose: string,
): [key: Buffer, previousKey: Buffer<ArrayBuffer> | null] {
  const previous = previousSecretKeyHex === null ? null : Buffer.from(deriveKey(previousSecretKeyHex, purpose));
  return [deriveKey(secretKeyHex, purpose), previous];
}

/** What is derived of an installation's secret key (32 bytes in hexadecimal) for its backups. */
export function deriveBackupKeys(secretKeyHex: string) {
  return {
    /** Says which key it is, and nothing about it. */
    fingerprint: deriveKey(secretKeyHex, "fingerprint"),
    sealing: createSealing(deriveKey(secretKeyHex, "sealing")),
    /** Proves who made a file. */
    backupMac: deriveKey(secretKeyHex, "backup"),
  };
}
