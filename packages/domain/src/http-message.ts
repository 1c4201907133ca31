import { z } from "zod";
import { callbackMethods } from "./callback.ts";
import { encodeBody } from "./encode-body.ts";
import { findContentType, messageParts, type Rendered } from "./message-parts.ts";

/** A rendered HTTP message as it is stored: everything but the body, whose bytes are kept beside it (design 2). */
export const HttpMessageSchema = z.object({
  kind: z.literal("http"),
  ...messageParts,
  method: z.enum(callbackMethods),
  /** As rendered: the guard judges it at every attempt. */
  url: z.string(),
});
export type HttpMessage = z.infer<typeof HttpMessageSchema>;

/** Makes the message of an HTTP callback whose parts are rendered; absent method and headers have the seed's defaults. */
export function createHttpMessage(parts: {
  url: string;
  method?: HttpMessage["method"] | undefined;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  hops: number;
}): Rendered<HttpMessage> {
  const { bytes, contentType } = encodeBody(parts.body ?? null);
  const headers = Object.entries(parts.headers ?? {});
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
    },
    body: bytes,
  };
}
