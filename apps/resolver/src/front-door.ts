import { setMaxListeners } from "node:events";
import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { AppError, internalClientHeader, internalSecretHeader, renderInternalClient } from "@understudy/domain";
import type { Logger } from "@understudy/runtime";
import { limitBytes } from "./body-limit.ts";
import { readClient } from "./client-info.ts";
import type { ResolverConfig } from "./config.ts";
import { dropHopByHop } from "./hop-by-hop.ts";
import type { HandledRequest } from "./handled-request.ts";

export interface FrontDoorOptions {
  config: ResolverConfig;
  log: Logger;
  /** Proves to `web` that a request came through here. */
  internalSecret: string;
  /** Answers that have no end are cut when the resolver stops; others may end. */
  stopRequested: AbortSignal;
}

/** How long `web` may take until its answer begins. After that an answer may take as long as it wants (server-sent events). */
const answerTimeoutMs = 120_000;

/** Makes the handler that passes a request on to `web`, streaming both ways with back-pressure (design 18). */
export function createFrontDoor(options: FrontDoorOptions) {
  const { config, stopRequested } = options;
  // One for each stream.
  setMaxListeners(0, stopRequested);
  const web = new URL(config.webOrigin);
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });

  return async function passToWeb(handled: HandledRequest): Promise<void> {
    const { request, response } = handled;
    const limit = bodyLimitOf(request, config);
    if (Number(request.headers["content-length"] ?? 0) > limit.bytesMax) throw tooLarge(limit);
    const upstream = httpRequest({
      agent,
      host: web.hostname,
      port: web.port,
      method: request.method ?? "GET",
      path: request.url ?? "/",
      headers: forwardedHeaders(handled, options),
    });
    // A client that goes away ends the request that it asked for.
    response.once("close", () => {
      if (!response.writableFinished) upstream.destroy();
    });
    const answer = await exchange(handled, upstream, limit);
    if (answer === null) return;
    response.writeHead(answer.statusCode ?? 502, dropHopByHop(answer.rawHeaders));
    await pipeline(answer, response, isEndless(answer) ? { signal: stopRequested } : {}).catch(() =>
      response.destroy(),
    );
  };
}

/** Server-sent events. */
function isEndless({ headers }: IncomingMessage): boolean {
  return headers["content-type"]?.startsWith("text/event-stream") ?? false;
}

/** Sends the body and waits for the beginning of the answer. Null when the client is gone. */
async function exchange(
  { request, response }: HandledRequest,
  upstream: ClientRequest,
  limit: BodyLimit,
): Promise<IncomingMessage | null> {
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once("response", resolve);
    upstream.on("error", reject);
  });
  upstream.setTimeout(answerTimeoutMs, () => upstream.destroy(new Error(`no answer within ${answerTimeoutMs} ms`)));
  const sent = pipeline(
    request,
    limitBytes(limit.bytesMax, () => tooLarge(limit)),
    upstream,
  );
  try {
    // An answer may come before the whole body was read (413 of a handler): a body that fails afterwards changes nothing.
    const answer = await Promise.race([answered, sent.then(() => answered)]);
    upstream.setTimeout(0);
    sent.catch(() => undefined);
    return answer;
  } catch (error) {
    answered.catch(() => undefined);
    upstream.destroy();
    if (response.destroyed) return null;
    if (error instanceof AppError) throw error;
    throw new AppError("unavailable", "the control plane is starting or away; try again in a moment", { cause: error });
  }
}

interface BodyLimit {
  bytesMax: number;
  /** What says so. */
  setting: string;
}

const backupUploadPath = "/api/v1/admin/backups/upload";

/** A backup is a file, which goes through as a stream; everything else is read into memory somewhere. */
function bodyLimitOf({ url, method }: IncomingMessage, config: ResolverConfig): BodyLimit {
  if (method === "POST" && url?.split("?", 1)[0] === backupUploadPath)
    return { bytesMax: config.backupBytesMax, setting: "BACKUP_UPLOAD_MAX_MB" };
  return { bytesMax: config.bodyBytesMax, setting: "HTTP_REQUEST_BODY_SIZE_LIMIT_MB" };
}

function tooLarge({ bytesMax, setting }: BodyLimit): AppError {
  return new AppError("too_large", `the request body is larger than ${bytesMax} bytes (${setting})`);
}

/** Headers for `web`: what the client sent, less what concerns its connection to us, plus what only we may say. */
function forwardedHeaders(
  { request, requestId }: HandledRequest,
  { config, internalSecret }: FrontDoorOptions,
): string[] {
  const client = readClient(request, { requestId, trustedProxies: config.trustedProxies });
  const internal = new Set([internalSecretHeader, internalClientHeader, "expect"]);
  const kept = dropHopByHop(request.rawHeaders);
  const headers: string[] = [];
  for (let index = 0; index + 1 < kept.length; index += 2) {
    const name = kept[index] ?? "";
    if (!internal.has(name.toLowerCase())) headers.push(name, kept[index + 1] ?? "");
  }
  if (request.headers["transfer-encoding"] !== undefined) headers.push("transfer-encoding", "chunked");
  return [...headers, internalSecretHeader, internalSecret, internalClientHeader, renderInternalClient(client)];
}
