import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";

/** A new Ed25519 key pair: the private key as PEM, and the public one as LICENSE_PUBLIC_KEY takes it. */
export function makeKeyPair() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }),
    publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
  };
}

/**
 * A licence's key with these terms, as packages/signing/src/licence-key.ts reads it. A limit that is absent or null is none. `id` is
 * that of the licence which the key renews, if it does.
 */
export function issueKey({ privateKeyPem, id = randomUUID(), type, licensee, issuedAt, expiresAt, limits, features }) {
  const { users = null, namespaces = null, mocks = null, deliveriesPerDay = null } = limits;
  const terms = {
    ...{ version: 1, id, type, licensee, issuedAt: issuedAt.toISOString(), expiresAt: expiresAt.toISOString() },
    limits: { users, namespaces, mocks, deliveriesPerDay },
    features,
  };
  const signed = `understudy-license.v1.${Buffer.from(JSON.stringify(terms)).toString("base64url")}`;
  const signature = sign(null, Buffer.from(signed), createPrivateKey(privateKeyPem));
  return `${signed}.${signature.toString("base64url")}`;
}
