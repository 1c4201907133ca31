/** What can be left out by TEST_WITHOUT. Suites name what they need of it in suites.mjs. */
export const leavableNames = ["rabbitmq", "kafka", "browser", "python"];

/** A wrong command line; the message tells the user what is right. */
export class UsageError extends Error {
  name = "UsageError";
}

/** The names in TEST_WITHOUT, a comma-separated list. */
export function parseLeftOut(text) {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const unknown = names.filter((name) => !leavableNames.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`TEST_WITHOUT: ${unknown.join(", ")} can't be left out, only ${leavableNames.join(", ")}`);
  }
  return [...new Set(names)];
}

/** The suites that the command line names, in our order; all of them if it names none. */
export function chooseSuites(suites, names) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new UsageError(
      `There is no suite ${unknown.join(", ")}. Suites: ${suites.map((suite) => suite.name).join(", ")}`,
    );
  }
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name));
}
