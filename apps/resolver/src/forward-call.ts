import { Readable } from "node:stream";
import type { CompiledProxy } from "@understudy/answering";
import { AppError } from "@understudy/domain";
import { forwardHttp, type GuardedAgent, type HeaderList, hopsMax, signHops } from "@understudy/egress";
import type { Logger, Tracer } from "@understudy/runtime";
import { answeredHeaders, forwardedHeaders } from "./forwarded-headers.ts";
import type { HandledRequest } from "./handled-request.ts";
import { createPlaces, type Places } from "./places.ts";
import { readStart } from "./read-start.ts";
import type { StubRequest } from "./stub-request.ts";
import { describeForwarding, startForwardSpan } from "./trace-forwarding.ts";

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

export interface CallForwarderOptions {
  agent: GuardedAgent;
  /** Signs how deep in a chain of calls a request is. */
  hopsKey: Uint8Array;
  /** Null: nobody wants traces. */
  tracer: Tracer | null;
  log: Logger;
}

export function createCallForwarder({ agent, hopsKey, tracer, log }: CallForwarderOptions): ForwardCall {
  const places = createPlaces(placesMax);
  return async function forwardCall(call) {
    const { handled, proxy, stubRequest, hops } = call;
    const { method = "GET", rawHeaders } = handled.request;
    const url = targetUrl(call);
    const signal = begin(call, places);
    const body = await stubRequest.openBody();
    const refusal = body instanceof Readable ? refusalOf(body) : null;
    const limits = { connectTimeoutMs, answerTimeoutMs, idleTimeoutMs };
    const span = startForwardSpan(tracer, { handled, method, url });
    const headers = forwardedHeaders(rawHeaders, {
      isAnswerRead: proxy.isAnswerRead,
      hops: signHops(hops + 1, hopsKey),
      trace: span?.context ?? null,
    });
    const result = await forwardHttp({ method, url, headers, body }, { agent, signal, ...limits });
    span?.end(describeForwarding(result));
    if (result.kind === "failed") throw refusal?.error ?? noAnswer(call, result, log);
    const answer = await readPayload(result, proxy.isAnswerRead);
    return { status: result.statusCode, headers: answeredHeaders(result.headers), ...answer };
  };
}

/** Takes a place. Whatever ends the answer aborts the signal, which ends the request to the service, and gives the place to the next. */
function begin({ handled: { response }, namespace }: ForwardedCall, places: Places): AbortSignal {
  if (response.closed) throw new AppError("unavailable", "the caller is gone");
  const leave = places.enter(namespace);
  const ending = new AbortController();
  response.once("close", () => {
    ending.abort();
    leave();
  });
  return ending.signal;
}

function noAnswer(
  { handled: { requestId }, namespace, mockId }: ForwardedCall,
  { errorClass, error }: { errorClass: string; error: string },
  log: Logger,
): AppError {
  log.warn({ event: "proxy.failed", requestId, namespace, mockId, errorClass, error }, "A proxied call got no answer");
  return new AppError("external", `the target of this mock gave no answer: ${error}`);
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

/** Reads the answer if a callback looks at it and it is JSON; one that turns out to be too large is streamed all the same. */
async function readPayload(
  { headers, body }: { headers: HeaderList; body: Readable },
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
