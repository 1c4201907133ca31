// Step "compose": docker/ is right as far as it can be seen without an engine. Where a docker client with compose is
// installed it judges the file too; what is checked here needs none.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { SettingsSchema } from "../../packages/domain/src/settings.ts";
import { findComposeProblems } from "./compose-problems.mjs";

const composeFile = "docker/compose.yaml";
const composeText = readFileSync(composeFile, "utf8");

const problems = [
  ...findComposeProblems({
    compose: parse(composeText, { merge: true }),
    composeText,
    dockerfile: readFileSync("docker/Dockerfile", "utf8"),
    exampleText: readFileSync("docker/.env.example", "utf8"),
    settingNames: Object.keys(SettingsSchema.shape),
    fileExists: existsSync,
  }),
  ...askDocker(),
];
for (const problem of problems) console.error(`docker: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;

function askDocker() {
  if (spawnSync("docker", ["compose", "version"], { stdio: "ignore" }).status !== 0) return [];
  const secrets = { SECRET_KEY: "0".repeat(64), POSTGRES_PASSWORD: "x", RABBITMQ_PASSWORD: "x" };
  const command = ["compose", "--file", composeFile, "config", "--quiet"];
  const { status, stderr } = spawnSync("docker", command, { encoding: "utf8", env: { ...process.env, ...secrets } });
  return status === 0 ? [] : [stderr.trim()];
}
