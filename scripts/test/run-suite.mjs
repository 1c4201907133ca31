import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findProblem } from "./summary.mjs";

/** After an interruption a suite has this long to stop what it started. */
const stopTimeoutMs = 20_000;

/** Runs the parts of a suite for which everything is there, and counts its tests. */
export async function runSuite({ suite, provided, leftOut, node, root, reports, signal }) {
  console.log(`\n── ${suite.name} ${"─".repeat(60)}`);
  const startedAt = Date.now();
  const projects = suite.parts
    .filter(({ needs = [] }) => needs.every((name) => provided.names.includes(name)))
    .map(({ project }) => project);
  // Left out or missing altogether: the summary says so. Without a name the tool would run every project that there is.
  if (projects.length === 0) return { name: suite.name, passed: 0, failed: 0, skipped: 0, seconds: 0 };
  const reportFile = join(reports, `${suite.name}.json`);
  const command = suite.command({ projects, reportFile });
  const exitCode = await runToEnd({
    node,
    command,
    signal,
    options: { cwd: root, env: environment({ root, reportFile }) },
  });
  const counts = readCounts(suite, reportFile);
  const idleProjects = projects.filter(
    (project) => counts.projects !== undefined && !counts.projects.includes(project),
  );
  const seconds = (Date.now() - startedAt) / 1000;
  return {
    name: suite.name,
    ...counts,
    seconds,
    problem: findProblem({ ...counts, idleProjects, exitCode, leftOut, given: provided.given }),
  };
}

/** Whatever a test starts finds the pinned Node first. */
function environment({ root, reportFile }) {
  const path = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile };
}

function runToEnd({ node, command, signal, options }) {
  return new Promise((resolve) => {
    // A process group of its own, so that an interruption reaches everything that the suite started.
    const child = spawn(node, command, { ...options, stdio: ["ignore", "inherit", "inherit"], detached: true });
    const stop = () => {
      // Playwright tidies up after SIGINT only; a product that it started is in a group of its own.
      killGroup(child.pid, "SIGINT");
      setTimeout(() => killGroup(child.pid, "SIGKILL"), stopTimeoutMs).unref();
    };
    signal.addEventListener("abort", stop, { once: true });
    const end = (exitCode) => {
      signal.removeEventListener("abort", stop);
      resolve(exitCode);
    };
    child.once("error", () => end(1));
    child.once("exit", (code) => end(code ?? 1));
  });
}

function killGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

function readCounts(suite, reportFile) {
  try {
    return suite.count(JSON.parse(readFileSync(reportFile, "utf8")));
  } catch {
    // The tool ended before it could report; its exit code says that this is a failure.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
