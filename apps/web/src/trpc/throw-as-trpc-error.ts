import { TRPCError } from "@trpc/server";
import { AppError, type ErrorCode, toProblems, validationError } from "@understudy/domain";
import { explainDatabaseFailure } from "@understudy/management";
import { ZodError } from "zod";

const trpcCodes = {
  validation: "BAD_REQUEST",
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  method_not_allowed: "METHOD_NOT_SUPPORTED",
  timeout: "TIMEOUT",
  conflict: "CONFLICT",
  precondition_failed: "PRECONDITION_FAILED",
  too_large: "PAYLOAD_TOO_LARGE",
  key_reused: "UNPROCESSABLE_CONTENT",
  rate_limit: "TOO_MANY_REQUESTS",
  internal: "INTERNAL_SERVER_ERROR",
  not_served: "NOT_IMPLEMENTED",
  external: "BAD_GATEWAY",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorCode, TRPCError["code"]>;

/** Turns an error of a use case into tRPC's. What we did not foresee keeps its details for the log. */
export function throwAsTrpcError(error: unknown): never {
  if (error instanceof TRPCError) throw error;
  // A procedure's input is checked by its schema before the use case sees it.
  if (error instanceof ZodError) throwAsTrpcError(validationError(toProblems(error)));
  const known = error instanceof AppError ? error : explainDatabaseFailure(error);
  if (known !== null) throw new TRPCError({ code: trpcCodes[known.code], message: known.message, cause: error });
  throw new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: "Something went wrong on our side. Try again; if it stays, look into the log for the request id.",
    cause: error,
  });
}
