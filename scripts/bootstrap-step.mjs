import { spawn } from "node:child_process";
import { BootstrapError } from "./bootstrap-error.mjs";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs one program with a line of progress, which ends in `hint`. Its output is shown only if it fails.
 * `explain(output)` turns the output of a failed run into one sentence for the user.
 */
export async function runStep({ title, hint = "", command, args, cwd, env, lock, explain }) {
  const progress = showProgress(title, hint);
  // A process group of its own: a signal reaches all that the program started, and Ctrl-C reaches it through us only.
  const stdio = ["ignore", "pipe", "pipe", ...(lock.fd === undefined ? [] : [lock.fd])];
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio, detached: true });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));

  const { code, error, interruptedBy } = await waitForEnd(child);
  if (code === 0) return progress.done();
  progress.failed();
  if (interruptedBy !== undefined)
    throw new BootstrapError(`stopped while ${title}`, interruptedBy === "SIGINT" ? 130 : 143);
  const text = Buffer.concat(output).toString("utf8");
  process.stderr.write(text);
  throw new BootstrapError(`${title} failed: ${explain?.(text, error) ?? error?.message ?? "see above"}`);
}

function waitForEnd(child) {
  return new Promise((resolve) => {
    let interruptedBy;
    const pass = (signal) => {
      interruptedBy = signal;
      killGroup(child.pid);
    };
    const end = (result) => {
      for (const signal of signals) process.off(signal, pass);
      resolve({ ...result, interruptedBy });
    };
    for (const signal of signals) process.on(signal, pass);
    child.once("error", (error) => end({ error }));
    child.once("close", (code) => end({ code }));
  });
}

/** On a terminal one line that counts the seconds; elsewhere a line at the start and one at the end. */
function showProgress(title, hint) {
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1_000)} s`;
  if (!process.stdout.isTTY) {
    process.stdout.write(`${title}${hint} …\n`);
    return { done: () => process.stdout.write(`${title}: done in ${seconds()}\n`), failed: () => undefined };
  }
  const draw = (mark, text) => process.stdout.write(`\r\x1b[2K${mark} ${text}  ${seconds()}`);
  const drawRunning = () => draw("…", `${title}${hint}`);
  drawRunning();
  const timer = setInterval(drawRunning, 1_000);
  const end = (mark) => {
    clearInterval(timer);
    draw(mark, title);
    process.stdout.write("\n");
  };
  return { done: () => end("✓"), failed: () => end("✗") };
}

function killGroup(pid) {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGTERM");
  } catch {
    // It ended in this moment.
  }
}
