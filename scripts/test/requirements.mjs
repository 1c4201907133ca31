import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { failWith } from "../bootstrap.mjs";
import { runStep } from "../bootstrap-step.mjs";

/**
 * What tests and measurements need beside npm packages: programs, on the PATH unless it is a whole path, and the Debian packages that bring them.
 * A row with `givenBy` needs nothing where that variable names one that runs already. A new row works at once: suites.mjs names it in `needs`, TEST_WITHOUT knows it by arguments.mjs.
 */
const requirements = [
  { name: "browser", programs: ["chromium"], packages: ["chromium"] },
  { name: "load generator", programs: ["wrk"], packages: ["wrk"] },
  // The fuzzer itself comes by pip, the first time (test/fuzzer/).
  { name: "python", programs: ["python3"], packages: ["python3", "python3-venv"] },
  // Kafka itself comes by Maven, the first time that a test starts one (test/brokers/).
  {
    name: "kafka",
    givenBy: "TEST_KAFKA_BROKERS",
    programs: ["java", "mvn", "openssl"],
    packages: ["default-jre-headless", "maven", "openssl"],
  },
  {
    name: "rabbitmq",
    givenBy: "TEST_AMQP_URL",
    programs: ["/usr/lib/rabbitmq/bin/rabbitmq-server", "epmd", "openssl"],
    packages: ["rabbitmq-server", "openssl"],
  },
];

/** Installs what is missing where it can. Returns what is there, and what is not and could not be installed. */
export async function provideRequirements({ suites, leftOut }) {
  const wanted = planRequirements({ requirements, suites, leftOut, hasProgram, env: process.env });
  const packages = listPackages(wanted.absent);
  if (packages.length > 0 && process.getuid?.() === 0) await installPackages(packages);
  const missing = wanted.absent.filter(({ programs }) => !programs.every(hasProgram));
  const missingNames = missing.map(({ name }) => name);
  return { missing, given: wanted.given, names: wanted.names.filter((name) => !missingNames.includes(name)) };
}

/** The requirements of the given suites without those left out, and which of them are absent. */
export function planRequirements({ requirements: rows, suites, leftOut, hasProgram: isThere, env = {} }) {
  const needed = suites.flatMap((suite) => suite.parts).flatMap((part) => part.needs ?? []);
  const wanted = rows.filter(({ name }) => needed.includes(name) && !leftOut.includes(name));
  const isAbsent = ({ givenBy, programs }) => !env[givenBy] && !programs.every(isThere);
  const given = wanted.filter(({ givenBy }) => env[givenBy]).map(({ name }) => name);
  return { names: wanted.map(({ name }) => name), given, absent: wanted.filter(isAbsent) };
}

/** The one command that installs what is missing, for a user to run. */
export function renderInstallCommand(missing) {
  const packages = listPackages(missing).join(" ");
  return `sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${packages}'`;
}

function listPackages(rows) {
  return [...new Set(rows.flatMap(({ packages }) => packages))];
}

function hasProgram(program) {
  if (isAbsolute(program)) return isExecutable(program);
  return (process.env.PATH ?? "").split(delimiter).some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** That it failed is also told by what is missing afterwards; an interruption ends everything. */
async function installPackages(packages) {
  const installing = { command: "apt-get", cwd: "/", env: { DEBIAN_FRONTEND: "noninteractive" }, lock: {} };
  try {
    await runStep({ ...installing, title: "updating the list of Debian packages", args: ["update"] });
    const args = ["install", "-y", "--no-install-recommends", ...packages];
    await runStep({ ...installing, title: `installing ${packages.join(", ")}`, args });
  } catch (error) {
    if (error.exitCode !== 1) failWith(error);
    console.error(error.message);
  }
}
