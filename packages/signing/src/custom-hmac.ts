import { type CustomHmac, placeholder, type SignedPart } from "@understudy/domain";
import { digest, secondsOf } from "./digest.ts";
import { allSecrets, type Secrets } from "./secrets.ts";
import type { SignedRequest } from "./signed-request.ts";

/** A signature as its user describes it. */
export function signCustom(signing: CustomHmac & Secrets, request: SignedRequest): [string, string][] {
  const { header, timestampHeader, algorithm = "sha256", encoding = "hex", prefix = "", separator } = signing;
  const timestamp = timestampOf(signing, request.now);
  const parts = contentOf(signing.content ?? "{body}", { ...request, timestamp });
  const secrets = separator === undefined ? [signing.secret] : allSecrets(signing);
  const signatures = secrets.map((secret) => {
    const bytes = digest(parts, { algorithm, key: keyOf(secret, signing), corrupt: signing.corrupt });
    return prefix + bytes.toString(encoding);
  });
  const time: [string, string][] = timestampHeader === undefined ? [] : [[timestampHeader, timestamp]];
  return [...time, [header, signatures.join(separator)]];
}

function timestampOf({ timestampUnit }: CustomHmac, now: Date): string {
  return timestampUnit === "milliseconds" ? String(now.getTime()) : secondsOf(now);
}

function keyOf(secret: string, { secretEncoding = "text" }: CustomHmac): string | Uint8Array {
  return secretEncoding === "text" ? secret : Buffer.from(secret, secretEncoding);
}

/** The text with its placeholders filled; the body goes in as bytes. */
function contentOf(content: string, request: SignedRequest & { timestamp: string }): (string | Uint8Array)[] {
  // Every second piece is the name of a placeholder.
  return content
    .split(placeholder)
    .map((piece, index) => (index % 2 === 0 ? piece : valueOf(piece as SignedPart, request)));
}

function valueOf(part: SignedPart, request: SignedRequest & { timestamp: string }): string | Uint8Array {
  if (part !== "path") return request[part];
  const url = URL.parse(request.url);
  return url === null ? "" : url.pathname + url.search;
}
