import { type HttpMessage, webhookIdHeader } from "@understudy/domain";
import type { HeaderList } from "@understudy/egress";
import { signRequest } from "@understudy/signing";

/**
 * The headers of one attempt with its signature, if the message is to be signed: over the bytes that are sent, with the time of the
 * attempt. The message has no headers of these names (`createHttpMessage`).
 */
export function withSignature(
  headers: HeaderList,
  attempt: { message: HttpMessage; body: Uint8Array | null; now: Date },
): HeaderList {
  const { method, url, signature } = attempt.message;
  if (signature === undefined) return headers;
  if (signature.areSecretsSealed) throw new Error("the secrets of a signature must be opened before it is made");
  const { signing } = signature;
  const signed = signRequest(signing, {
    id: headers.find(([name]) => name.toLowerCase() === webhookIdHeader)?.[1] ?? "",
    now: attempt.now,
    method,
    url,
    body: attempt.body ?? new Uint8Array(),
  });
  return [...headers, ...signed];
}
