import { countPlaywrightTests, countVitestTests } from "./count-tests.mjs";

/**
 * The suites in the order in which they run. A part that needs something (see requirements.mjs) runs only where that is:
 * `parts` are names of projects in vitest.config.ts or playwright.config.ts.
 */
export const suites = [
  { name: "unit", parts: [{ project: "unit" }], command: vitest, count: countVitestTests },
  { name: "integration", parts: [{ project: "integration" }], command: vitest, count: countVitestTests },
  {
    name: "brokers",
    parts: [
      { project: "kafka", needs: ["kafka"] },
      { project: "rabbitmq", needs: ["rabbitmq"] },
    ],
    command: vitest,
    count: countVitestTests,
  },
  {
    name: "check",
    parts: [{ project: "check" }],
    command: (run) => [...vitest(run), "--config", "scripts/test/check.vitest.config.mjs"],
    count: countVitestTests,
  },
  {
    name: "e2e",
    needsWeb: true,
    parts: [
      { project: "lifecycle" },
      { project: "kafka", needs: ["kafka"] },
      { project: "rabbitmq", needs: ["rabbitmq"] },
      { project: "brokers", needs: ["kafka", "rabbitmq"] },
      { project: "browser", needs: ["browser"] },
    ],
    command: playwright,
    count: countPlaywrightTests,
  },
  {
    name: "fuzz",
    needsWeb: true,
    parts: [{ project: "fuzz", needs: ["python"] }],
    command: playwright,
    count: countPlaywrightTests,
  },
];

function vitest({ projects, reportFile }) {
  return [
    ...["node_modules/vitest/vitest.mjs", "run", ...projects.map((project) => `--project=${project}`)],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`],
  ];
}

/** Playwright takes the name of the report's file from PLAYWRIGHT_JSON_OUTPUT_FILE (run-suite.mjs). */
function playwright({ projects }) {
  const chosen = projects.map((project) => `--project=${project}`);
  return ["node_modules/@playwright/test/cli.js", "test", ...chosen, "--reporter=list,json"];
}
