import { type AppError, toErrorEnvelope } from "@understudy/domain";
import type { HandledRequest } from "./handled-request.ts";
import { listSent, type WrittenAnswer } from "./request-log/loggable-call.ts";

/** How long the rest of a body that is too large may take to come. */
const drainTimeoutMs = 2_000;

/**
 * Answers with the error envelope (contract C0.4), and returns what went out. When an answer is on its way already, the connection is cut
 * instead, and null returned.
 */
export function writeError(
  { request, response, requestId, corsHeaders }: HandledRequest,
  error: AppError,
  details: object = {},
): WrittenAnswer | null {
  if (response.headersSent) {
    response.destroy();
    return null;
  }
  const body = Buffer.from(JSON.stringify({ ...toErrorEnvelope(error, requestId), ...details }));
  const headers = [
    ...["content-type", "application/json"],
    ...["content-length", String(body.length)],
    ...["x-content-type-options", "nosniff"],
  ];
  const ourHeaders = [
    ...corsHeaders,
    ...(error.retryAfterSeconds === null ? [] : ["retry-after", String(error.retryAfterSeconds)]),
    // What is left of a body that is too large is read past for a moment only.
    ...(error.code === "too_large" ? ["connection", "close"] : []),
  ];
  const written = { status: error.status, headers, ourHeaders, body, isBodyCut: false };
  response.writeHead(written.status, listSent(written, requestId));
  request.resume();
  if (error.code !== "too_large") {
    response.end(body);
    return written;
  }
  // A connection that is closed while the client still sends is reset, and the client never sees why.
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, drainTimeoutMs);
  request.once("close", end).once("end", end);
  return written;
}
