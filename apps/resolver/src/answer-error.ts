import { AppError } from "@understudy/domain";
import type { Logger } from "@understudy/runtime";
import type { HandledRequest } from "./handled-request.ts";
import type { WrittenAnswer } from "./request-log/loggable-call.ts";
import { writeError } from "./write-error.ts";

/** The one place where what was thrown becomes an answer. Returns what went out; null when nobody is there to read it. */
export function answerError(handled: HandledRequest, error: unknown, log: Logger): WrittenAnswer | null {
  if (error instanceof AppError) return writeError(handled, error);
  const { request, requestId } = handled;
  // A client that went away in the middle of its request is no fault of ours.
  if (request.destroyed && !request.complete) return null;
  log.error({ event: "request.failed", requestId, error: describe(error) }, "Request failed");
  return writeError(handled, new AppError("internal", "something went wrong on our side", { cause: error }));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
