import { AppError } from "@understudy/domain";
import { SignInOverError } from "@understudy/management";
import { getLogger } from "../server/logger.ts";
import { problemCodes } from "./sign-in-codes.ts";

/**
 * What a provider of NextAuth does about a sign-in that failed: null is "wrong login, password or code"; the message of what is thrown is handed to
 * the browser as `?error=`, where `sign-in-codes.ts` reads it.
 */
export function answerFailedSignIn(error: unknown): null {
  if (error instanceof AppError && error.retryAfterSeconds !== null)
    throw new Error(`${problemCodes.tryLater}.${error.retryAfterSeconds}`);
  if (error instanceof SignInOverError) throw new Error(problemCodes.over);
  if (error instanceof AppError && error.code === "unauthorized") return null;
  getLogger().error({ event: "sign_in.failed", err: error });
  throw new Error(problemCodes.unavailable, { cause: error });
}
