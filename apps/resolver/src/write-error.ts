import { type AppError, toErrorEnvelope } from "@understudy/domain";
import type { HandledRequest } from "./handled-request.ts";

/** Answers with the error envelope (contract C0.4). When an answer is on its way already, the connection is cut instead. */
export function writeError(
  { request, response, requestId }: HandledRequest,
  error: AppError,
  details: object = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = Buffer.from(JSON.stringify({ ...toErrorEnvelope(error, requestId), ...details }));
  response.writeHead(error.status, {
    "content-type": "application/json",
    "content-length": body.length,
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
    // What is left of a body that is too large is not read.
    ...(error.code === "too_large" && { connection: "close" }),
  });
  response.end(body);
  if (error.code !== "too_large") request.resume();
}
