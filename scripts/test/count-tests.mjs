/** Reads the report of vitest's JSON reporter. */
export function countVitestTests(report) {
  // A file that can't even be loaded has no tests to fail.
  const brokenFiles = report.testResults.filter(({ status, assertionResults }) => {
    return status === "failed" && !assertionResults.some((test) => test.status === "failed");
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Reads the report of Playwright's JSON reporter. A test that passes at the second try has failed.
 * `projects` are those of which tests ran.
 */
export function countPlaywrightTests({ suites, stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    projects: [...new Set(suites.flatMap(listProjects))],
  };
}

function listProjects({ specs = [], suites = [] }) {
  const ran = specs.flatMap((spec) => spec.tests).filter((test) => test.status !== "skipped");
  return [...ran.map((test) => test.projectName), ...suites.flatMap(listProjects)];
}
