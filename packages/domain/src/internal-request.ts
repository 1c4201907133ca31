import { z } from "zod";

/**
 * What the front door (resolver) tells `web` about the client of a request that it passes on (design 18).
 * `web` believes it only beside the installation's internal secret; a client's own headers of these names are dropped.
 */
export const internalSecretHeader = "understudy-internal";
export const internalClientHeader = "understudy-client";

/** Purpose of the key (runtime, deriveKey) whose hexadecimal form is the value of the internal secret header. */
export const internalSecretPurpose = "internal-request";

/**
 * On every callback and proxied request of ours: how many callbacks lie between it and the call that started them (design 12).
 * A request that carries it came from us, so that everything but `/stubs/` refuses it.
 */
export const hopsHeader = "understudy-hops";

const InternalClientSchema = z.object({
  /** Address of the client, seen through trusted proxies. */
  address: z.string(),
  /** Host header as the client sent it, or as a trusted proxy forwarded it. */
  host: z.string(),
  scheme: z.enum(["http", "https"]),
  /** Whether the request carried Forwarded or X-Forwarded-* headers, whoever sent them. */
  isForwarded: z.boolean(),
  requestId: z.string(),
});
export type InternalClient = z.infer<typeof InternalClientSchema>;

/** One header value: JSON, percent-encoded so that it holds visible ASCII only. */
export function renderInternalClient(client: InternalClient): string {
  return encodeURIComponent(JSON.stringify(client));
}

/** The reverse; throws when the text is not what `renderInternalClient` makes. */
export function parseInternalClient(text: string): InternalClient {
  return InternalClientSchema.parse(JSON.parse(decodeURIComponent(text)));
}
