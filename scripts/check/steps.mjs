import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * What `npm run check` runs, in this order: each step is one or more command lines for the pinned Node, and holds if all
 * of them exit with 0. `npm run check -- lint links` runs the named ones.
 */
export function listSteps(root) {
  return [
    {
      name: "types",
      commands: [tsc("tsconfig.json"), ...(existsSync(join(root, "apps/web/tsconfig.json")) ? [tsc("apps/web")] : [])],
    },
    { name: "lint", commands: [["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"]] },
    { name: "format", commands: [["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."]] },
    { name: "imports", commands: [["scripts/check/imports.mjs"]] },
    { name: "unused", commands: [["node_modules/knip/bin/knip.js", "--no-progress"]] },
    { name: "compose", commands: [["scripts/check/compose.mjs"]] },
    { name: "keys", commands: [["scripts/check/private-keys.mjs"]] },
    { name: "links", commands: [["scripts/check/links.mjs"]] },
  ];
}

function tsc(project) {
  return ["node_modules/typescript/bin/tsc", "--noEmit", "-p", project];
}
