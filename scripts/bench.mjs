// `npm run bench`: installs and builds what is missing, then measures with the pinned Node (docs/decisions/0006-how-we-measure.md).
// `npm run bench -- --quick` shows in less than a minute that everything works.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { bootstrap, failWith, projectRoot } from "./bootstrap.mjs";
import { provideRequirements } from "./test/requirements.mjs";

const { node } = await bootstrap().catch(failWith);
// Where it can't be installed, autocannon is what loads; the result says which it was.
await provideRequirements({ suites: [{ parts: [{ needs: ["load generator"] }] }], leftOut: [] });
const bench = spawn(node, [join(projectRoot, "bench/main.ts"), ...process.argv.slice(2)], {
  cwd: projectRoot,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => bench.kill(signal));
bench.once("error", failWith);
bench.once("exit", (code) => process.exit(code ?? 1));
