// `npm run check`: everything that a tool can say about the code without running it. Runs on the system's Node; the steps
// run on the pinned one. `npm run check -- lint imports` runs the named steps only.
import { bootstrap, failWith, projectRoot as root } from "./bootstrap.mjs";
import { runStep } from "./check/run-step.mjs";
import { listSteps } from "./check/steps.mjs";

const steps = chooseSteps(process.argv.slice(2));
const { node } = await bootstrap({ withWeb: false }).catch(failWith);

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => interruption.abort());

const failed = [];
for (const step of steps) {
  const result = await runStep({ step, node, root, signal: interruption.signal });
  if (interruption.signal.aborted) process.exit(130);
  console.log(`${result.passed ? "ok    " : "FAILED"} ${result.name.padEnd(8)} ${result.seconds.toFixed(1)} s`);
  if (result.passed) continue;
  failed.push(result.name);
  console.log(`${result.output.replace(/^/gm, "    ")}\n`);
}

console.log(failed.length === 0 ? "Check: passed" : `Check: failed (${failed.join(", ")})`);
process.exitCode = failed.length === 0 ? 0 : 1;

function chooseSteps(names) {
  const all = listSteps(root);
  const unknown = names.filter((name) => !all.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(", ")}. Steps: ${all.map((step) => step.name).join(", ")}`);
    process.exit(2);
  }
  return names.length === 0 ? all : all.filter((step) => names.includes(step.name));
}
