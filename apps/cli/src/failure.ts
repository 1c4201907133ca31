import type { Problem } from "@understudy/domain";
import type { ExitCode } from "./exit-code.ts";

/** Why a command can't go on, in words for whoever typed it. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  /** Places in the input and what is wrong there. */
  readonly problems: readonly Problem[];
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(
    exitCode: ExitCode,
    message: string,
    more: { problems?: readonly Problem[]; hint?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "Failure";
    this.exitCode = exitCode;
    this.problems = more.problems ?? [];
    this.hint = more.hint;
  }
}

/** The lines that a failure is told in. */
export function renderFailure(failure: Failure): string {
  return [
    `error: ${failure.message}`,
    ...failure.problems.map(({ path, message }) => `  ${path}: ${message}`),
    ...(failure.hint === undefined ? [] : [`hint: ${failure.hint}`]),
    "",
  ].join("\n");
}
