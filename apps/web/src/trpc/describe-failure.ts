import { TRPCClientError } from "@trpc/client";
import type { Problem } from "@understudy/domain";
import type { DashboardRouter } from "./router.ts";

export interface Failure {
  /** What happened and what to do. */
  message: string;
  requestId: string | undefined;
  isSignedOut: boolean;
  /** Trying again may help. */
  isPassing: boolean;
  /** What is wrong with which part of what was sent; empty: nothing that could be pointed at. */
  problems: readonly Problem[];
}

/** Puts in words why a procedure failed. */
export function describeFailure(error: unknown): Failure {
  if (!isTrpcError(error)) return unreachable(undefined);
  // Without data of ours the answer came from somebody else, such as the front door while web is away.
  if (error.data === null || error.data === undefined) return unreachable(findRequestId(error));
  const { httpStatus, requestId, problems } = error.data;
  return {
    message: toSentence(error.message),
    requestId: requestId === "" ? undefined : requestId,
    isSignedOut: httpStatus === 401,
    isPassing: httpStatus >= 500,
    problems,
  };
}

function isTrpcError(error: unknown): error is TRPCClientError<DashboardRouter> {
  return error instanceof TRPCClientError;
}

function unreachable(requestId: string | undefined): Failure {
  const message = "Understudy does not answer. Check that it is running and that you are connected, then try again.";
  return { message, requestId, isSignedOut: false, isPassing: true, problems: [] };
}

function findRequestId(error: TRPCClientError<DashboardRouter>): string | undefined {
  const response = error.meta?.["response"];
  return response instanceof Response ? (response.headers.get("x-request-id") ?? undefined) : undefined;
}

/** Messages of use cases are written to stand after a colon. */
export function toSentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
