import { ConfigError } from "./config.ts";

/** What a process tells the one that supervises it, over the IPC channel. */
export type ProcessMessage = { kind: "ready" } | { kind: "notice"; text: string };

/** A running process: how to end it. */
export interface Running {
  /** Stops accepting, finishes or gives back what is under way, closes everything. */
  stop: () => Promise<void>;
}

/** A foreseen reason why a process can't start; the message is one line that tells a user what to do. */
export class StartError extends Error {
  override name = "StartError";
}

/** A process can't go on, and the reason is on standard error already. */
export class ToldError extends Error {
  override name = "ToldError";
}

export interface ProcessOptions {
  name: string;
  /** Resolves when the process is up. The signal says that it shall stop already; what is then returned is stopped at once. */
  start: (stopRequested: AbortSignal) => Promise<Running>;
  /** Milliseconds that `stop` may take, together with what is left of `start`. */
  stopTimeoutMs: number;
  /** Classes of errors whose message alone tells a user what to do; all others are printed with their stack. */
  foreseenErrors: readonly (new (...args: never[]) => Error)[];
}

/** A child that lost its supervisor ends within this time, so that a new one finds nothing in its way. */
const orphanStopTimeoutMs = 4_000;

/**
 * The life of a process: start, tell the supervisor, stop cleanly on SIGTERM, SIGINT or when the supervisor is gone.
 * A repeated signal changes nothing. A start that fails is one line on standard error for each problem, and exit code 1.
 */
export async function runProcess(options: ProcessOptions): Promise<void> {
  const stopRequest = new AbortController();
  const starting = options.start(stopRequest.signal);

  const stop = (timeoutMs: number): void => {
    if (stopRequest.signal.aborted) return;
    stopRequest.abort();
    setTimeout(() => process.exit(1), timeoutMs).unref();
    void stopWhenStarted(options, starting).then((exitCode) => process.exit(exitCode));
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => stop(options.stopTimeoutMs));
  process.on("disconnect", () => stop(Math.min(options.stopTimeoutMs, orphanStopTimeoutMs)));

  try {
    await starting;
  } catch (error) {
    if (stopRequest.signal.aborted) return;
    printProblem(options, error);
    process.exit(1);
  }
  if (!stopRequest.signal.aborted) tellSupervisor({ kind: "ready" });
}

/** A start that was interrupted may fail for that reason; that is no news to anybody. */
async function stopWhenStarted(options: ProcessOptions, starting: Promise<Running>): Promise<number> {
  const running = await starting.catch(() => null);
  try {
    await running?.stop();
    return 0;
  } catch (error) {
    printProblem(options, error);
    return 1;
  }
}

/** Sends a message to the supervisor; without one (a container), a notice is a line on standard output. */
export function tellSupervisor(message: ProcessMessage): void {
  if (process.send) process.send(message);
  else if (message.kind === "notice") process.stdout.write(`${message.text}\n`);
}

/** Says why a process can't go on: a line for each problem, a stack only where the error is not one that we foresaw. */
function printProblem(options: Pick<ProcessOptions, "name" | "foreseenErrors">, error: unknown): void {
  for (const line of describe(options, error)) process.stderr.write(`${options.name}: ${line}\n`);
}

function describe({ foreseenErrors }: Pick<ProcessOptions, "foreseenErrors">, error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.problems;
  if (error instanceof ToldError) return [];
  if (!(error instanceof Error)) return [String(error)];
  if (error instanceof StartError || foreseenErrors.some((foreseen) => error instanceof foreseen))
    return [error.message];
  return [error.stack ?? error.message];
}
