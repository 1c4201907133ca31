// `npm start`: installs and builds what is missing, then runs the product with the pinned Node.
// It runs on the system's Node (20 or newer) before anything is installed, so it imports nothing but Node's own modules.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { bootstrap, failWith, projectRoot } from "./bootstrap.mjs";

try {
  const { node } = await bootstrap();
  runSupervisor(node);
} catch (error) {
  failWith(error);
}

/** Runs the supervisor and passes on signals one way, the exit code the other. */
function runSupervisor(node) {
  const supervisor = spawn(node, [join(projectRoot, "apps/standalone/src/main.ts")], {
    cwd: projectRoot,
    env: withoutNpmVariables(process.env),
    // The IPC channel carries nothing: its end tells the supervisor that we were killed.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => supervisor.kill(signal));
  endWithNpm(supervisor);
  supervisor.once("error", (error) => failWith(error));
  supervisor.once("exit", (code, signal) => {
    if (signal !== null) process.stderr.write(`understudy: the supervisor was ended by ${signal}\n`);
    process.exit(code ?? 1);
  });
}

/** npm passes signals on, but can't when it is killed itself: nobody would be left to stop us then. */
function endWithNpm(supervisor) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npmPid = process.ppid;
  setInterval(() => {
    if (process.ppid !== npmPid) supervisor.kill("SIGTERM");
  }, 1_000).unref();
}

/** npm describes the whole package in the environment; the product has no use for it. */
function withoutNpmVariables(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("npm_")));
}
