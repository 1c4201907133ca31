import type { z } from "zod";
import { AppError, type Problem } from "./app-error.ts";

/** What a schema did not like, each with the JSON path of the value. */
export function toProblems(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({ path: toJsonPath(issue.path), message: issue.message }));
}

/** The 400 for bad input: the sentence names the first problem, `problems` has all. */
export function validationError(problems: readonly Problem[]): AppError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  const message = first === undefined ? "the request is not valid" : `${first.path}: ${first.message}${more}`;
  return new AppError("validation", message, { problems });
}

function toJsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), "$");
}
