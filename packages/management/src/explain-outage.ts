import { isOutage } from "@understudy/database";
import { AppError } from "@understudy/domain";

/** `unavailable` where a use case failed because the database is away or too busy to be reached; null for any other error. */
export function explainOutage(error: unknown): AppError | null {
  if (!isOutage(error)) return null;
  return new AppError("unavailable", "the database is away or has no connection free; try again in a moment", {
    cause: error,
  });
}
