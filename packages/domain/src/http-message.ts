import { z } from "zod";
import { callbackMethods } from "./callback.ts";
import { encodeBody } from "./encode-body.ts";
import { findContentType, messageParts, type Rendered } from "./message-parts.ts";
import { type Signature, SignatureSchema, isSignatureHeader } from "./signature.ts";
import type { TraceContext } from "./trace-context.ts";

/** What a receiver recognises a repetition by: the delivery's id, unless the callback sets it itself. */
export const webhookIdHeader = "webhook-id";

/** A rendered HTTP message as it is stored: everything but the body, whose bytes are kept beside it (design 2). */
export const HttpMessageSchema = z.object({
  kind: z.literal("http"),
  ...messageParts,
  method: z.enum(callbackMethods),
  /** As rendered: the guard judges it at every attempt. */
  url: z.string(),
  /** How each attempt is signed; absent: not at all. */
  signature: SignatureSchema.optional(),
});
export type HttpMessage = z.infer<typeof HttpMessageSchema>;

/**
 * Makes the message of an HTTP callback whose parts are rendered; absent method and headers have the seed's defaults. Headers that
 * its signature sets are left out.
 */
export function createHttpMessage(parts: {
  url: string;
  method?: HttpMessage["method"] | undefined;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  hops: number;
  signature?: Signature | undefined;
  trace?: TraceContext | null;
}): Rendered<HttpMessage> {
  const { bytes, contentType } = encodeBody(parts.body ?? null);
  const signing = parts.signature?.signing;
  const headers = Object.entries(parts.headers ?? {}).filter(([name]) => !isSignatureHeader(name, signing));
  const isTyped = contentType === null || findContentType(parts.headers ?? {}) !== undefined;
  return {
    message: {
      kind: "http",
      version: 1,
      method: parts.method ?? "POST",
      url: parts.url,
      headers: isTyped ? headers : [...headers, ["content-type", contentType]],
      sealedHeaders: [],
      hops: parts.hops,
      ...(parts.trace != null && { trace: parts.trace }),
      ...(parts.signature !== undefined && { signature: parts.signature }),
    },
    body: bytes,
  };
}
