import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BootstrapError } from "./bootstrap-error.mjs";
import { hashFiles, listWorkspaces, readTextOrNull } from "./bootstrap-files.mjs";
import { runStep } from "./bootstrap-step.mjs";

/**
 * Runs `npm ci` unless what is installed is what the lock file says. A stamp inside node_modules remembers for which files
 * that was; npm removes it with the folder, so that an interrupted installation has none.
 */
export async function installPackages({ root, lock }) {
  const stampFile = join(root, "node_modules/.understudy-installed");
  const manifests = ["package.json", ...listWorkspaces(root).map((folder) => `${folder}/package.json`)];
  const stamp = hashFiles(root, ["package-lock.json", ...manifests]);
  if (isComplete(root) && (readTextOrNull(stampFile) === stamp || matchesLockFile(root))) {
    return writeStamp(stampFile, stamp);
  }

  requireWritable(root);
  await runNpmCi({ root, lock });
  if (!isComplete(root))
    throw new BootstrapError("npm ci ended well, but packages are missing in node_modules; run it once more");
  writeStamp(stampFile, stamp);
}

function runNpmCi({ root, lock }) {
  // Started by npm, we take the same npm: it need not be on the PATH.
  const npmScript = process.env.npm_execpath;
  const [command, first] = npmScript?.endsWith("js") ? [process.execPath, [npmScript]] : ["npm", []];
  // NODE_ENV=production or an `omit` setting would leave out what the build needs.
  const args = [...first, "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  return runStep({
    title: "installing packages",
    hint: " (npm ci, takes a minute the first time)",
    command,
    args,
    cwd: root,
    lock,
    explain,
  });
}

function explain(output, error) {
  if (error?.code === "ENOENT") return "npm was not found; install npm 10 or newer";
  if (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH)\b/.test(output)) {
    return "the package registry can't be reached; the first start needs a network (npm config get registry says which)";
  }
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) return "a file or folder can't be written, see above";
  if (/\bENOSPC\b/.test(output)) return "the disk is full";
  if (/\bEUSAGE\b/.test(output)) return "package.json and package-lock.json don't agree; run npm install";
  return "see above";
}

/** Whether every package that npm says it installed is still there. */
function isComplete(root) {
  const installed = readInstalled(root);
  if (installed === null) return false;
  return Object.keys(installed)
    .filter((path) => path.includes("node_modules/"))
    .every((path) => existsSync(join(root, path, "package.json")));
}

/** Whether somebody already ran npm for the current lock file; then there is no need to do it again. */
function matchesLockFile(root) {
  const installed = readInstalled(root) ?? {};
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const workspaces = Object.keys(wanted).filter((path) => path !== "" && !path.includes("node_modules/"));
  if (workspaces.sort().join() !== listWorkspaces(root).sort().join()) return false;
  if (!["", ...workspaces].every((path) => declaresTheSame(root, path, wanted[path]))) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes("node_modules/")) return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function declaresTheSame(root, path, entry) {
  const manifest = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
  return ["dependencies", "devDependencies", "optionalDependencies"].every(
    (kind) => sorted(manifest[kind]) === sorted(entry[kind]),
  );
}

function sorted(dependencies = {}) {
  return JSON.stringify(Object.entries(dependencies).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function readInstalled(root) {
  const text = readTextOrNull(join(root, "node_modules/.package-lock.json"));
  return text === null ? null : JSON.parse(text).packages;
}

function requireWritable(root) {
  for (const folder of [root, join(root, "node_modules")].filter((path) => existsSync(path))) {
    try {
      accessSync(folder, constants.W_OK);
    } catch {
      throw new BootstrapError(
        `packages must be installed, but ${folder} can't be written by you; run it as its owner once`,
      );
    }
  }
}

function writeStamp(file, stamp) {
  if (readTextOrNull(file) !== stamp) writeFileSync(file, stamp);
}
