import { Readable } from "node:stream";
import { type CompiledProxy, guardHeaders } from "@understudy/answering";
import { AppError, hopsHeader, withoutOwnCookies } from "@understudy/domain";
import { forwardHttp, type GuardedAgent, hopsMax, signHops } from "@understudy/egress";
import type { Logger } from "@understudy/runtime";
import type { HandledRequest } from "./handled-request.ts";
import { dropHopByHop } from "./hop-by-hop.ts";
import { createPlaces } from "./places.ts";
import { readStart } from "./read-start.ts";
import type { StubRequest } from "./stub-request.ts";

/** The answer of the service that a proxy mock stands before. */
export interface ForwardedAnswer {
  status: number;
  headers: readonly string[];
  /** As it comes; ends with the call. */
  body: Readable;
  /** As callbacks see it: the answer's JSON, when one of them looks at it and it is not too large; else undefined. */
  payload: unknown;
}

export interface ForwardedCall {
  proxy: CompiledProxy;
  handled: HandledRequest;
  stubRequest: StubRequest;
  namespace: string;
  mockId: string;
  hops: number;
}

/** Sends a call on to the real service. Throws `external` when there is no answer from there, and `unavailable` when too many wait. */
export type ForwardCall = (call: ForwardedCall) => Promise<ForwardedAnswer>;

const connectTimeoutMs = 10_000;
/** How long the service may take until its answer begins, and between two pieces of it. */
const answerTimeoutMs = 120_000;
const idleTimeoutMs = 120_000;
/** How much of an answer is read for callbacks that look at it. */
const payloadBytesMax = 1024 * 1024;
/** Calls under way to services, of the process and of one namespace: others are told to come again. */
const placesMax = { all: 512, each: 128 };

export function createCallForwarder(options: {
  agent: GuardedAgent;
  /** Signs how deep in a chain of calls a request is. */
  hopsKey: Uint8Array;
  log: Logger;
}): ForwardCall {
  const { agent } = options;
  const places = createPlaces(placesMax);
  return async function forwardCall(call) {
    const { handled, namespace, proxy, stubRequest } = call;
    const { request, response } = handled;
    const url = targetUrl(call);
    if (response.closed) throw new AppError("unavailable", "the caller is gone");
    const leave = places.enter(namespace);
    const ending = new AbortController();
    // Whatever ends the answer ends the request to the service, and gives its place to the next.
    response.once("close", () => {
      ending.abort();
      leave();
    });
    const body = await stubRequest.openBody();
    const refusal = body instanceof Readable ? refusalOf(body) : null;
    const result = await forwardHttp(
      { method: request.method ?? "GET", url, headers: headersFor(call, options.hopsKey), body },
      { agent, connectTimeoutMs, answerTimeoutMs, idleTimeoutMs, signal: ending.signal },
    );
    if (result.kind === "failed") {
      if (refusal?.error) throw refusal.error;
      const { errorClass, error } = result;
      const fields = { requestId: handled.requestId, namespace, mockId: call.mockId, errorClass, error };
      options.log.warn({ event: "proxy.failed", ...fields }, "A proxied call got no answer");
      throw new AppError("external", `the target of this mock gave no answer: ${error}`);
    }
    const answer = await readPayload(result, proxy.isAnswerRead);
    return { status: result.statusCode, headers: answerHeaders(result.headers), ...answer };
  };
}

/** Filled when a body is refused while it is sent on: then it is not the target that failed. */
function refusalOf(body: Readable): { error?: AppError } {
  const refusal: { error?: AppError } = {};
  body.once("error", (error) => {
    if (error instanceof AppError) refusal.error = error;
  });
  return refusal;
}

function targetUrl({ proxy, handled, stubRequest, hops }: ForwardedCall): string {
  if (hops >= hopsMax) {
    throw new AppError("external", `this is hop ${hops + 1} of a chain of calls; at most ${hopsMax} are made`);
  }
  const { url = "" } = handled.request;
  const start = url.indexOf("?");
  const target = proxy.urlFor({ path: stubRequest.path, search: start === -1 ? "" : url.slice(start) });
  if (target === null) throw new AppError("validation", "the path leads out of the path of this mock's target");
  return target;
}

/** Those of the caller, less what concerns its connection to us, and less our own cookies: they are no stranger's business. */
function headersFor({ handled, proxy, hops }: ForwardedCall, hopsKey: Uint8Array): [string, string][] {
  // A callback can only look at what is not compressed.
  const dropped = new Set(["host", "expect", hopsHeader, ...(proxy.isAnswerRead ? ["accept-encoding"] : [])]);
  const kept = pairsOf(dropHopByHop(handled.request.rawHeaders)).flatMap(([name, value]): [string, string][] => {
    const lowerCase = name.toLowerCase();
    if (dropped.has(lowerCase)) return [];
    const sent = lowerCase === "cookie" ? withoutOwnCookies(value) : value;
    return sent === "" && lowerCase === "cookie" ? [] : [[name, sent]];
  });
  return [...kept, [hopsHeader, signHops(hops + 1, hopsKey)]];
}

/** Hostile content like any answer of a stub (design 16); the request id is ours. */
function answerHeaders(headers: readonly (readonly [string, string])[]): string[] {
  const kept = pairsOf(dropHopByHop(headers.flat())).filter(([name]) => name.toLowerCase() !== "x-request-id");
  return guardHeaders(kept).flat();
}

/** Reads the answer if a callback looks at it and it is JSON; one that turns out to be too large is streamed all the same. */
async function readPayload(
  { headers, body }: { headers: readonly (readonly [string, string])[]; body: Readable },
  isRead: boolean,
): Promise<{ body: Readable; payload: unknown }> {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  if (!isRead || !/^application\/([a-z0-9.+-]*\+)?json/i.test(type)) return { body, payload: undefined };
  const start = await readStart(body, payloadBytesMax).catch((cause: unknown) => {
    throw new AppError("external", "the target of this mock broke off its answer", { cause });
  });
  return { body: start.stream, payload: start.isWhole ? parseJson(start.bytes) : undefined };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
}

function pairsOf(headers: readonly string[]): [string, string][] {
  return headers.flatMap((name, index) =>
    index % 2 === 0 ? [[name, headers[index + 1] ?? ""] as [string, string]] : [],
  );
}
