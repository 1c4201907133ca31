import { isNulRefusal, isOutage } from "@understudy/database";
import { AppError } from "@understudy/domain";

/**
 * What a use case that failed in the database means to its caller: `unavailable` where the database is away or too busy to be reached,
 * `validation` where a text contains NUL, which no schema refused. Null: a fault of ours.
 */
export function explainDatabaseFailure(error: unknown): AppError | null {
  if (isNulRefusal(error)) return new AppError("validation", "a text must not contain NUL", { cause: error });
  if (!isOutage(error)) return null;
  return new AppError("unavailable", "the database is away or has no connection free; try again in a moment", {
    cause: error,
  });
}
