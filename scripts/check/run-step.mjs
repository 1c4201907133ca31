import { spawn } from "node:child_process";

/** Runs the commands of a step one after the other, all of them, and collects what they print. */
export async function runStep({ step, node, root, signal }) {
  const startedAt = Date.now();
  const outputs = [];
  let passed = true;
  for (const command of step.commands) {
    const { exitCode, output } = await runCommand({ node, command, root, signal });
    if (exitCode !== 0) passed = false;
    outputs.push(output);
  }
  return { name: step.name, passed, output: outputs.join("").trim(), seconds: (Date.now() - startedAt) / 1000 };
}

function runCommand({ node, command, root, signal }) {
  return new Promise((resolve) => {
    const child = spawn(node, command, { cwd: root, signal, stdio: ["ignore", "pipe", "pipe"] });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.once("error", (error) => resolve({ exitCode: 1, output: `${error.message}\n` }));
    child.once("close", (exitCode) => resolve({ exitCode, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
