import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The workspace folders (`apps/web`, …), as the root package.json names them. */
export function listWorkspaces(root) {
  const { workspaces } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return workspaces
    .map((pattern) => pattern.replace(/\/\*$/, ""))
    .flatMap((parent) =>
      existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [],
    )
    .filter((folder) => existsSync(join(root, folder, "package.json")));
}

/** Paths of all files below a folder, but not in folders or files that `isLeftOut` names. */
export function listFiles(root, folder, isLeftOut) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (isLeftOut(entry.name)) return [];
    if (entry.isDirectory()) return listFiles(root, path, isLeftOut);
    return entry.isFile() ? [path] : [];
  });
}

/** SHA-256 over names and contents of files; one that is missing counts as such. */
export function hashFiles(root, paths, ...more) {
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) {
    const file = join(root, path);
    const content = existsSync(file) ? readFileSync(file) : "(missing)";
    hash.update(`${path} ${content.length}\n`).update(content);
  }
  for (const text of more) hash.update(`\n${text}`);
  return hash.digest("hex");
}

/** The text of a file, or null if it can't be read. */
export function readTextOrNull(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
