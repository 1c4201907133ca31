/** How a command ended, for scripts. They are in docs/cli.md and in `understudy --help`. */
export const exitCode = {
  ok: 0,
  /** Something went wrong that none of the others says. */
  failed: 1,
  /** What was given is not valid, whoever noticed: this program or the server (400). */
  usage: 2,
  notFound: 3,
  /** Not signed in, or without the right. */
  notAllowed: 4,
  /** The server can't be reached, does not answer in time, or lacks something that it needs. */
  away: 5,
  /** What was asked for did not come true: `verify`, `wait`, `health`. */
  notMet: 6,
  /** What is there is not what was expected: a name that is taken, a change meanwhile. */
  conflict: 7,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
