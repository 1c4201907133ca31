import { renderInstallCommand } from "./requirements.mjs";

/** Why a suite counts as failed, or undefined. None passes by running nothing or by skipping on its own. */
export function findProblem({ passed, failed, skipped, idleProjects, exitCode, leftOut, given }) {
  if (failed > 0) return `${failed} failed`;
  if (exitCode !== 0) return `ended with exit code ${exitCode}`;
  if (passed === 0) return "no test ran";
  if (idleProjects.length > 0) return `no test ran in ${idleProjects.join(", ")}`;
  if (skipped > 0 && leftOut.length === 0 && given.length === 0) return `${skipped} skipped`;
  return undefined;
}

/** The lines at the end of a run; the last one is for programs to read. */
export function renderSummary({ results, provided, leftOut }) {
  const total = { passed: 0, failed: 0 };
  for (const { passed, failed, problem } of results) {
    total.passed += passed;
    // A suite that failed without a failed test counts as one.
    total.failed += failed === 0 && problem !== undefined ? 1 : failed;
  }
  return [
    "",
    row(["suite", "passed", "failed", "seconds"]),
    ...results.map(({ name, passed, failed, seconds, problem }) => {
      return row([name, passed, failed, seconds.toFixed(1)]) + (problem === undefined ? "" : `  ${problem}`);
    }),
    ...(leftOut.length > 0 ? [`Left out (TEST_WITHOUT): ${leftOut.join(", ")}`] : []),
    ...(provided.given.length > 0 ? [`Given, and what they can't show was skipped: ${provided.given.join(", ")}`] : []),
    ...renderMissing(provided.missing),
    `Tests: ${total.passed} passed, ${total.failed} failed`,
  ];
}

function row([name, ...numbers]) {
  return name.padEnd(12) + numbers.map((number) => String(number).padStart(9)).join("");
}

function renderMissing(missing) {
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(",");
  return [
    `Not run for want of: ${names}. This installs it (or leave it out: TEST_WITHOUT=${names} npm test):`,
    `    ${renderInstallCommand(missing)}`,
  ];
}
