import { z } from "zod";
import type { Problem } from "./app-error.ts";
import { CustomHmacSchema, findCustomHmacProblems } from "./custom-hmac.ts";
import type { Sealing } from "./sealing.ts";
import { secretMask } from "./secret-mask.ts";

/** Ways to sign that a provider or a standard has laid down. */
const providerSchemes = ["standard-webhooks", "stripe", "github", "slack", "shopify"] as const;
const signatureSchemes = [...providerSchemes, "custom-hmac"] as const;

/** Where secrets stand in a `sign`. */
const secretFields = ["secret", "previousSecret"] as const;
type SecretField = (typeof secretFields)[number];

const secretLengthMax = 1000;

/** `sign` of a callback: how each of its attempts is signed (docs/signatures.md). */
export const SigningSchema = signingWith(
  z
    .string("must be a text: what the receiver verifies signatures with")
    .min(1, "must not be empty")
    .max(secretLengthMax, `must be at most ${secretLengthMax} characters`),
);
export type Signing = z.infer<typeof SigningSchema>;

/** A `sign` as a message keeps it: sealed secrets have another form and length than open ones. */
export const SignatureSchema = z.object({
  signing: signingWith(z.string()),
  /** How it is stored; only the worker opens it. */
  areSecretsSealed: z.boolean(),
});
export type Signature = z.infer<typeof SignatureSchema>;

function signingWith(secret: z.ZodString) {
  const common = {
    secret,
    /** Signs as well while receivers change from one secret to the other, where a scheme carries several signatures. */
    previousSecret: secret.optional(),
    /** Sends wrong signatures on purpose. */
    corrupt: z.boolean().optional(),
  };
  return z.discriminatedUnion(
    "scheme",
    [
      z.object({ scheme: z.enum(providerSchemes), ...common }),
      z.object({ scheme: z.literal("custom-hmac"), ...common, ...CustomHmacSchema.shape }),
    ],
    { error: `must be one of ${signatureSchemes.join(", ")}` },
  );
}

/** A copy in which every secret is replaced. */
export function replaceSigningSecrets(
  signing: Signing,
  replace: (value: string, field: SecretField) => string,
): Signing {
  const replaced = secretFields.flatMap((field) => {
    const value = signing[field];
    return value ? [[field, replace(value, field)] as const] : [];
  });
  return { ...signing, ...Object.fromEntries(replaced) };
}

/** Seals the secrets, for storing with a message. */
export function sealSignature(signing: Signing, sealing: Sealing): Signature {
  return { signing: replaceSigningSecrets(signing, sealing.seal), areSecretsSealed: true };
}

/** The reverse, for sending. */
export function openSignature(signature: Signature, sealing: Sealing): Signature {
  if (!signature.areSecretsSealed) return signature;
  return { signing: replaceSigningSecrets(signature.signing, sealing.open), areSecretsSealed: false };
}

/** The headers that a signature puts on a message: those that a callback sets itself give way to them. */
export function signatureHeadersOf(signing: Signing): string[] {
  switch (signing.scheme) {
    case "standard-webhooks":
      return ["webhook-timestamp", "webhook-signature"];
    case "stripe":
      return ["Stripe-Signature"];
    case "github":
      return ["X-Hub-Signature", "X-Hub-Signature-256"];
    case "slack":
      return ["X-Slack-Request-Timestamp", "X-Slack-Signature"];
    case "shopify":
      return ["X-Shopify-Hmac-Sha256"];
    case "custom-hmac":
      return [...(signing.timestampHeader === undefined ? [] : [signing.timestampHeader]), signing.header];
  }
}

/** Whether a header is one that the signature puts on a message. */
export function isSignatureHeader(name: string, signing: Signing | undefined): boolean {
  if (signing === undefined) return false;
  return signatureHeadersOf(signing).some((own) => own.toLowerCase() === name.toLowerCase());
}

/** Whether a message can carry a signature by each secret, so that receivers need not change theirs at one moment. */
function carriesSeveral(signing: Signing): boolean {
  if (signing.scheme === "custom-hmac") return signing.separator !== undefined;
  return signing.scheme === "standard-webhooks" || signing.scheme === "stripe";
}

/** Parts of a callback that its signature leaves without effect; the paths are below it. */
export function findIgnoredBySignature(callback: {
  headers?: Readonly<Record<string, string>> | undefined;
  sign?: Signing | undefined;
}): Problem[] {
  const { headers, sign } = callback;
  if (sign === undefined) return [];
  const replaced = Object.keys(headers ?? {}).filter((name) => isSignatureHeader(name, sign));
  const problems = replaced.map((name) => ({
    path: `.headers.${name}`,
    message: `is not sent: the signature (${sign.scheme}) sets this header`,
  }));
  if (sign.previousSecret === undefined || carriesSeveral(sign)) return problems;
  const remedy = sign.scheme === "custom-hmac" ? "; with a separator there are two" : "";
  const message = `is ignored: a message has one signature (${sign.scheme}), and secret makes it${remedy}`;
  return [...problems, { path: ".sign.previousSecret", message }];
}

/** Why a callback can't be signed so; the paths are below it. */
export function findSigningProblems({ type, sign }: { type?: string | undefined; sign?: Signing | undefined }): {
  path: string[];
  message: string;
}[] {
  if (sign === undefined) return [];
  if (type !== undefined && type !== "http") {
    return [{ path: ["sign"], message: `is for HTTP callbacks: a ${type} message carries no signature` }];
  }
  const problems = secretFields.flatMap((field) => {
    const message = findSecretProblem(sign, sign[field]);
    return message === null ? [] : [{ path: ["sign", field], message }];
  });
  if (sign.scheme !== "custom-hmac") return problems;
  return [
    ...problems,
    ...findCustomHmacProblems(sign).map(({ field, message }) => ({ path: ["sign", field], message })),
  ];
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const exampleSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const hexadecimal = /^(?:[\da-f]{2})+$/i;

/** How a key is made of a secret. */
export function secretFormOf(signing: Signing): "standard" | "text" | "hex" | "base64" {
  if (signing.scheme === "standard-webhooks") return "standard";
  return signing.scheme === "custom-hmac" ? (signing.secretEncoding ?? "text") : "text";
}

/** Why no key can be made of a secret. */
function findSecretProblem(signing: Signing, secret: string | undefined): string | null {
  if (secret === undefined || secret === secretMask) return null;
  switch (secretFormOf(signing)) {
    case "standard": {
      const isKey = base64.test(secret.replace(/^whsec_/, "")) && secret !== "whsec_";
      return isKey ? null : `must be base64, with or without whsec_ before it, such as ${exampleSecret}`;
    }
    case "base64":
      return base64.test(secret) ? null : "must be base64, as secretEncoding says";
    case "hex":
      return hexadecimal.test(secret) ? null : "must be pairs of hexadecimal digits, as secretEncoding says";
    case "text":
      return null;
  }
}
