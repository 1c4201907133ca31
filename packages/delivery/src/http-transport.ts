import { hopsHeader, type HttpMessage, webhookIdHeader } from "@understudy/domain";
import {
  explainForbiddenHeader,
  type GuardedAgent,
  type HeaderList,
  hopsMax,
  type HttpResult,
  sendHttp,
  signHops,
} from "@understudy/egress";
import type { Outcome } from "./outcome.ts";
import { withSignature } from "./sign-attempt.ts";
import type { Transport } from "./transport.ts";

export interface HttpTransportOptions {
  agent: GuardedAgent;
  /** Signs the depth of a chain of callbacks. */
  hopsKey: Uint8Array;
  /** Of the product, for the User-Agent. */
  version: string;
  /** Bytes of an answer's body that are kept. Default 16 KiB. */
  responseBytesMax?: number;
}

/** Sends HTTP callbacks. Success is a 2xx (contract, Decided 3). */
export function createHttpTransport(options: HttpTransportOptions): Transport<HttpMessage> {
  const { agent, responseBytesMax = 16_384 } = options;
  const signedHops = Array.from({ length: hopsMax + 1 }, (_, hops) => signHops(hops, options.hopsKey));
  return {
    async send({ message, body }, context) {
      const hops = signedHops[context.hops];
      if (hops === undefined) throw new RangeError(`a callback can't be ${context.hops} hops deep`);
      const unsigned = withOurHeaders(message.headers, {
        "user-agent": `Understudy/${options.version}`,
        // One that the callback sets is rendered once as well, and so as stable as ours.
        [webhookIdHeader]: context.deliveryId,
        [hopsHeader]: hops,
      });
      const headers = withSignature(unsigned, { message, body, now: new Date() });
      const forbidden = explainForbiddenHeader(headers);
      if (forbidden !== null) {
        return { kind: "failed", errorClass: "header", error: forbidden, isResponseTruncated: false };
      }
      const request = { method: message.method, url: message.url, headers, body };
      return outcomeOf(await sendHttp(request, { agent, timeoutMs: context.timeoutMs, responseBytesMax }));
    },
    close: () => agent.close(),
  };
}

/** Theirs go before ours, but for the hops: one from a template could make a chain look shorter than it is. */
function withOurHeaders(headers: HeaderList, ours: Readonly<Record<string, string>>): HeaderList {
  const theirs = headers.filter(([name]) => name.toLowerCase() !== hopsHeader);
  const names = new Set(theirs.map(([name]) => name.toLowerCase()));
  return [...theirs, ...Object.entries(ours).filter(([name]) => !names.has(name))];
}

function outcomeOf(result: HttpResult): Outcome {
  const answer = {
    ...(result.address !== null && { address: result.address }),
    isResponseTruncated: false,
    ...result.answer,
  };
  if (result.kind === "failed")
    return { kind: "failed", ...answer, errorClass: result.errorClass, error: result.error };
  const { statusCode } = result.answer;
  if (statusCode >= 200 && statusCode < 300) return { kind: "delivered", ...answer };
  return { kind: "failed", ...answer, errorClass: "status", error: explainStatus(statusCode) };
}

function explainStatus(statusCode: number): string {
  const isRedirect = statusCode >= 300 && statusCode < 400 && statusCode !== 304;
  return isRedirect
    ? `The target answered ${statusCode}: redirects are not followed.`
    : `The target answered ${statusCode}; only 2xx counts as delivered.`;
}
