// `npm run soak`: installs and builds what is missing, then soaks the product with the pinned Node. `npm run soak -- --seconds 30` is short.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { bootstrap, failWith, projectRoot } from "./bootstrap.mjs";

const { node } = await bootstrap().catch(failWith);
const soak = spawn(node, [join(projectRoot, "bench/soak.ts"), ...process.argv.slice(2)], {
  cwd: projectRoot,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => soak.kill(signal));
soak.once("error", failWith);
soak.once("exit", (code) => process.exit(code ?? 1));
