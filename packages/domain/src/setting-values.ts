import { z } from "zod";
import { parseLicencePublicKey } from "./licence.ts";

/** How the values of settings are written that more than a line of zod describes: apart, so that `settings.ts` reads as their list. */

export const port = z.coerce
  .number("must be a number")
  .int()
  .min(1, "must be 1 to 65535")
  .max(65_535, "must be 1 to 65535");
export const origin = z
  .url({ protocol: /^https?$/, error: "must be a URL such as http://localhost:5770" })
  .transform((url) => new URL(url).origin);

export const addressOrRange = z.union(
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  "must be addresses or CIDR ranges such as 10.0.0.0/8",
);

/** Base or address of an OpenTelemetry collector. */
export const collector = z.url({ protocol: /^https?$/, error: "must be a URL such as http://localhost:4318" });

/** What OpenTelemetry calls its samplers. */
export const samplers = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

/** Comma-separated. */
export const listOfText = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()])));

/** 32 bytes, as 64 hexadecimal digits or as base64. */
export const SecretKeySchema = z
  .string()
  .transform((text) => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : hexOfBase64(text)))
  .refine(
    (hex) => hex.length === 64,
    "must be 32 bytes as 64 hexadecimal digits or as base64 (openssl rand -hex 32 makes one)",
  );

/** An Ed25519 key; its 32 bytes as base64 come out. */
export const licencePublicKey = z.string().transform((text, context) => {
  const key = parseLicencePublicKey(text);
  if (key !== null) return key;
  context.addIssue({
    code: "custom",
    message: "must be an Ed25519 public key as PEM or base64 (scripts/license.mjs keys makes a pair)",
  });
  return z.NEVER;
});

/** Whether what the provider says can't be changed on the way. What is no URL is told by another rule. */
export function isSafeIssuer(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || isLoopbackAddress(hostname.replace(/^\[|\]$/g, ""));
}

function hexOfBase64(text: string): string {
  try {
    return Array.from(atob(text), (character) => character.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}

/** Whether only this machine can reach an address that is listened on. */
export function isLoopbackAddress(address: string): boolean {
  return address === "localhost" || address === "::1" || /^127\.\d+\.\d+\.\d+$/.test(address);
}
