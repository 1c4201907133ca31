import { runCli } from "./program.ts";
import { openTerminal } from "./terminal/terminal.ts";

// Whoever reads may have enough: `understudy mock list | head -1`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const terminal = openTerminal(process, process.env);
process.exitCode = await runCli(process.argv.slice(2), { terminal, env: process.env });
