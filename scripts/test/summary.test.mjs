import { describe, expect, it } from "vitest";
import { countPlaywrightTests, countVitestTests } from "./count-tests.mjs";
import { findProblem, renderSummary } from "./summary.mjs";

const good = { passed: 3, failed: 0, skipped: 0, idleProjects: [], exitCode: 0, leftOut: [], given: [] };

describe("a suite", () => {
  it("is good when tests ran and none failed", () => {
    expect(findProblem(good)).toBeUndefined();
  });

  it.each([
    ["a test failed", { failed: 1, exitCode: 1 }],
    ["no test ran", { passed: 0 }],
    ["a part of it ran no test", { idleProjects: ["browser"] }],
    ["a test was skipped on its own", { skipped: 1 }],
    ["its tool failed though no test did", { exitCode: 1 }],
  ])("has a problem when %s", (_, changes) => {
    expect(findProblem({ ...good, ...changes })).toEqual(expect.any(String));
  });

  it("may skip when something was left out", () => {
    expect(findProblem({ ...good, skipped: 1, leftOut: ["kafka"] })).toBeUndefined();
    expect(findProblem({ ...good, skipped: 1, given: ["kafka"] })).toBeUndefined();
  });
});

describe("the summary", () => {
  const results = [
    { name: "unit", passed: 3, failed: 0, seconds: 1.23 },
    { name: "e2e", passed: 1, failed: 2, seconds: 60, problem: "2 failed" },
    { name: "check", passed: 0, failed: 0, seconds: 1, problem: "no test ran" },
  ];

  it("ends with the counts, in which a suite that failed without a failed test is one", () => {
    const lines = renderSummary({ results, provided: { missing: [], given: [] }, leftOut: [] });
    expect(lines.at(-1)).toBe("Tests: 4 passed, 3 failed");
    expect(lines.join("\n")).toMatch(/unit +3 +0 +1\.2\n/);
  });

  it("says what was left out", () => {
    const lines = renderSummary({ results: [], provided: { missing: [], given: [] }, leftOut: ["kafka", "browser"] });
    expect(lines).toContain("Left out (TEST_WITHOUT): kafka, browser");
  });

  it("says what is missing and the command that installs it", () => {
    const missing = [{ name: "browser", packages: ["chromium"] }];
    const text = renderSummary({ results: [], provided: { missing, given: ["rabbitmq"] }, leftOut: [] }).join("\n");
    expect(text).toMatch(/want of: browser[^]*apt-get install .*chromium/);
  });
});

describe("counting", () => {
  it("takes a file that vitest could not load for a failure", () => {
    const report = { numPassedTests: 2, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
    const testResults = [{ status: "failed", assertionResults: [] }];
    expect(countVitestTests({ ...report, testResults })).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it("takes a test that passed at the second try for a failure", () => {
    const report = { suites: [], stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] };
    expect(countPlaywrightTests(report)).toMatchObject({ passed: 5, failed: 2, skipped: 2 });
  });

  it("knows of which of Playwright's projects tests ran", () => {
    const specs = (projectName, status) => [{ tests: [{ projectName, status }] }];
    const suites = [{ specs: specs("browser", "skipped"), suites: [{ specs: specs("lifecycle", "expected") }] }];
    const report = { suites, stats: { expected: 1, unexpected: 0, flaky: 0, skipped: 1 }, errors: [] };
    expect(countPlaywrightTests(report).projects).toEqual(["lifecycle"]);
  });
});
