import { type AppError, toErrorEnvelope } from "@understudy/domain";
import type { HandledRequest } from "./handled-request.ts";

/** How long the rest of a body that is too large may take to come. */
const drainTimeoutMs = 2_000;

/** Answers with the error envelope (contract C0.4). When an answer is on its way already, the connection is cut instead. */
export function writeError(
  { request, response, requestId, corsHeaders }: HandledRequest,
  error: AppError,
  details: object = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = Buffer.from(JSON.stringify({ ...toErrorEnvelope(error, requestId), ...details }));
  response.writeHead(error.status, [
    ...["content-type", "application/json"],
    ...["content-length", String(body.length)],
    ...["x-content-type-options", "nosniff"],
    ...["x-request-id", requestId],
    ...corsHeaders,
    // What is left of a body that is too large is read past for a moment only.
    ...(error.code === "too_large" ? ["connection", "close"] : []),
  ]);
  request.resume();
  if (error.code !== "too_large") {
    response.end(body);
    return;
  }
  // A connection that is closed while the client still sends is reset, and the client never sees why.
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, drainTimeoutMs);
  request.once("close", end).once("end", end);
}
