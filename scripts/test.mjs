// `npm test`: installs what the tests need, runs every suite, and sums up. Runs on the system's Node before anything is
// installed. `npm test -- unit integration` runs the named suites; TEST_WITHOUT=browser,… leaves out what needs these.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootstrap, failWith, projectRoot as root } from "./bootstrap.mjs";
import { chooseSuites, parseLeftOut, UsageError } from "./test/arguments.mjs";
import { provideRequirements } from "./test/requirements.mjs";
import { runSuite } from "./test/run-suite.mjs";
import { renderSummary } from "./test/summary.mjs";
import { suites } from "./test/suites.mjs";

const { chosen, leftOut } = readArguments();
const interruption = new AbortController();

const { node } = await bootstrap({ withWeb: chosen.some((suite) => suite.needsWeb) }).catch(failWith);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => interruption.abort());

const provided = await provideRequirements({ suites: chosen, leftOut });
const reports = await mkdtemp(join(tmpdir(), "understudy-test-reports-"));
try {
  const results = [];
  for (const suite of chosen) {
    if (interruption.signal.aborted) break;
    results.push(await runSuite({ suite, provided, leftOut, node, root, reports, signal: interruption.signal }));
  }
  for (const line of renderSummary({ results, provided, leftOut })) console.log(line);
  const isGood = provided.missing.length === 0 && results.every((result) => result.problem === undefined);
  process.exitCode = interruption.signal.aborted ? 130 : isGood ? 0 : 1;
} finally {
  await rm(reports, { recursive: true, force: true });
}

function readArguments() {
  try {
    return {
      chosen: chooseSuites(suites, process.argv.slice(2)),
      leftOut: parseLeftOut(process.env.TEST_WITHOUT ?? ""),
    };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
