import { generateKeyPairSync, randomUUID, sign } from "node:crypto";

/** Somebody who issues licences, with a key pair of their own. */
export interface Issuer {
  /** As LICENSE_PUBLIC_KEY is read: 32 bytes as base64. */
  publicKey: string;
  /** A key of a licence for a year without limits, but for what is given. */
  issue: (terms?: LicenceGiven) => string;
  /** A key that says just this, rightly signed. */
  signAnything: (payload: string) => string;
}

export interface LicenceGiven {
  id?: string;
  type?: "trial" | "standard" | "enterprise";
  licensee?: string;
  issuedAt?: Date;
  expiresAt?: Date;
  limits?: { users?: number; namespaces?: number; mocks?: number; deliveriesPerDay?: number };
  features?: string[];
}

const yearMs = 365 * 86_400_000;

export function createIssuer(): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const signAnything = (payload: string): string => {
    const signed = `understudy-license.v1.${Buffer.from(payload).toString("base64url")}`;
    return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString("base64url")}`;
  };
  return {
    publicKey: publicKey.export({ type: "spki", format: "der" }).subarray(12).toString("base64"),
    signAnything,
    issue({ limits, ...terms } = {}) {
      const now = Date.now();
      return signAnything(
        JSON.stringify({
          ...{ version: 1, id: randomUUID(), type: "standard", licensee: "Acme" },
          ...{ issuedAt: new Date(now), expiresAt: new Date(now + yearMs), features: [] },
          ...terms,
          limits: { users: null, namespaces: null, mocks: null, deliveriesPerDay: null, ...limits },
        }),
      );
    },
  };
}
