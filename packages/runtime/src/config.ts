import type { z } from "zod";

/** The environment does not say what a process needs. `problems` has one sentence a setting. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/**
 * Reads settings from environment variables of the same names.
 * An empty variable counts as absent. Throws one ConfigError that lists everything that is wrong.
 */
export function parseConfig<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const name = issue.path.join(".");
      const isMissing = given[name] === undefined;
      return `${name}: ${isMissing ? "is required" : issue.message}`;
    }),
  );
}
