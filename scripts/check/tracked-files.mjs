import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Every file of the tree that is in git or would be added to it, relative to the tree's root. */
export function listTrackedFiles(root = ".") {
  const output = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  // A file that was deleted and not yet committed is still listed.
  return [...new Set(output.split("\0"))].filter((file) => file !== "" && existsSync(join(root, file)));
}
