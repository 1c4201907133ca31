import { z } from "zod";
import { callbackMethods } from "./callback.ts";
import { encodeBody } from "./encode-body.ts";
import type { Sealing } from "./sealing.ts";

/**
 * A rendered HTTP message as it is stored: everything but the body, whose bytes are kept beside it (design 2). `version` is that of
 * this shape: what was stored before a change must still be readable after it.
 */
const HttpMessageSchema = z.object({
  kind: z.literal("http"),
  version: z.literal(1),
  method: z.enum(callbackMethods),
  /** As rendered: the guard judges it at every attempt. */
  url: z.string(),
  /** In their order; ours (id, hops, user agent) are added when it is sent. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Names, in lower case, of headers whose values are sealed. */
  sealedHeaders: z.array(z.string()),
  /** How deep in a chain of callbacks it is (design 12). */
  hops: z.int(),
});
export type HttpMessage = z.infer<typeof HttpMessageSchema>;

/** One member for each transport. */
export const MessageSchema = z.discriminatedUnion("kind", [HttpMessageSchema]);
export type Message = z.infer<typeof MessageSchema>;

/** A message and its body; null is none, which is not the same as an empty one. */
export interface RenderedMessage<M extends Message = Message> {
  message: M;
  body: Uint8Array | null;
}

/** Makes the message of an HTTP callback whose parts are rendered; absent method and headers have the seed's defaults. */
export function createHttpMessage(parts: {
  url: string;
  method?: HttpMessage["method"] | undefined;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  hops: number;
}): RenderedMessage {
  const { bytes, contentType } = encodeBody(parts.body ?? null);
  const headers = Object.entries(parts.headers ?? {});
  const isTyped = contentType === null || headers.some(([name]) => name.toLowerCase() === "content-type");
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

/** The text that is stored. */
export function encodeMessage(message: Message): string {
  return JSON.stringify(message);
}

/** The reverse; throws when it is not a message that this version knows. */
export function decodeMessage(text: string): Message {
  return MessageSchema.parse(JSON.parse(text));
}

/** Seals the values of these headers (names in lower case), for storing. */
export function sealHeaders<M extends Message>(message: M, names: ReadonlySet<string>, sealing: Sealing): M {
  const isSecret = (name: string): boolean => names.has(name.toLowerCase());
  const sealedHeaders = message.headers.flatMap(([name]) => (isSecret(name) ? [name.toLowerCase()] : []));
  if (sealedHeaders.length === 0) return message;
  const headers = message.headers.map(([name, value]) => [name, isSecret(name) ? sealing.seal(value) : value]);
  return { ...message, headers, sealedHeaders };
}

/** The reverse, for sending. */
export function openHeaders<M extends Message>(message: M, sealing: Sealing): M {
  if (message.sealedHeaders.length === 0) return message;
  const sealed = new Set(message.sealedHeaders);
  const headers = message.headers.map(([name, value]) => [
    name,
    sealed.has(name.toLowerCase()) ? sealing.open(value) : value,
  ]);
  return { ...message, headers, sealedHeaders: [] };
}
