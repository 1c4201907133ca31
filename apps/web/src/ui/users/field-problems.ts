import { describeFailure, toSentence } from "../../trpc/describe-failure.ts";

/** What is wrong with the fields of a form, by their names. */
export interface FieldProblems {
  of: (field: string) => string | null;
  /** Whether it is not said beside a field what is wrong, and so must be said otherwise. */
  isElsewhere: boolean;
}

/** Sorts what an answer finds wrong to the fields that it is about: the last part of its path is the field's name. */
export function sortProblems(error: unknown, fields: readonly string[]): FieldProblems {
  const problems = error === null ? [] : describeFailure(error).problems;
  const found = new Map(problems.map(({ path, message }) => [path.split(".").at(-1) ?? "", toSentence(message)]));
  return {
    of: (field) => found.get(field) ?? null,
    isElsewhere: error !== null && !fields.some((field) => found.has(field)),
  };
}
