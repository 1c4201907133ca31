import { z } from "zod";
import { hopsHeader } from "./internal-request.ts";

/** What of an attempt a custom signature can be over. */
export const signedParts = ["id", "timestamp", "method", "url", "path", "body"] as const;
export type SignedPart = (typeof signedParts)[number];

/** RFC 9110, token. */
const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Visible ASCII and space, as it can stand in a header. */
const headerText = /^[\x20-\x7e]*$/;
/** Headers that say something else already. */
const reservedHeaders = ["content-type", "content-length", "host", "webhook-id", hopsHeader];

const HeaderNameSchema = z
  .string("must be the name of a header")
  .max(200)
  .regex(headerName, "must be the name of a header, such as X-Signature")
  .refine((name) => !reservedHeaders.includes(name.toLowerCase()), {
    error: `must be none of ${reservedHeaders.join(", ")}`,
  });

const HeaderTextSchema = z.string().max(100).regex(headerText, "must be visible ASCII characters");

/** Placeholders of `content`. */
export const placeholder = /\{(\w+)\}/g;

/** How a `sign` of scheme custom-hmac differs from the usual one (docs/signatures.md). */
export const CustomHmacSchema = z.object({
  /** That carries the signature. */
  header: HeaderNameSchema,
  /** `sha256` when absent. */
  algorithm: z.enum(["sha1", "sha256", "sha384", "sha512"], "must be one of sha1, sha256, sha384, sha512").optional(),
  /** Of the signature; `hex` when absent. */
  encoding: z.enum(["hex", "base64", "base64url"], "must be one of hex, base64, base64url").optional(),
  /** Stands before each signature, such as `sha256=`. */
  prefix: HeaderTextSchema.optional(),
  /** What is signed: a text with placeholders; `{body}` when absent. */
  content: z
    .string()
    .max(1000)
    .refine((text) => findUnknownParts(text).length === 0, {
      error: `may have the placeholders ${signedParts.map((part) => `{${part}}`).join(", ")} and no others`,
    })
    .refine((text) => text.includes("{body}"), { error: "must have the placeholder {body}, else nothing protects it" })
    .optional(),
  /** How the secret is made a key: `text` (its UTF-8) when absent. */
  secretEncoding: z.enum(["text", "hex", "base64"], "must be one of text, hex, base64").optional(),
  /** That carries the time of the attempt; none when absent. */
  timestampHeader: HeaderNameSchema.optional(),
  /** Of the time, in the header and in `content`; `seconds` since 1970 when absent. */
  timestampUnit: z.enum(["seconds", "milliseconds"], "must be seconds or milliseconds").optional(),
  /** Stands between the signatures by `secret` and `previousSecret`; absent: `secret` alone signs. */
  separator: HeaderTextSchema.min(1, "must not be empty").optional(),
});
export type CustomHmac = z.infer<typeof CustomHmacSchema>;

/** What no field can say alone. */
export function findCustomHmacProblems(custom: CustomHmac): { field: keyof CustomHmac; message: string }[] {
  const { header, timestampHeader } = custom;
  if (header.toLowerCase() !== timestampHeader?.toLowerCase()) return [];
  return [{ field: "timestampHeader", message: "must be another header than that of the signature" }];
}

function findUnknownParts(content: string): string[] {
  const names = Array.from(content.matchAll(placeholder), ([, name]) => name ?? "");
  return names.filter((name) => !signedParts.some((part) => part === name));
}
