import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BootstrapError } from "./bootstrap-error.mjs";
import { hashFiles, listFiles, readTextOrNull } from "./bootstrap-files.mjs";
import { runStep } from "./bootstrap-step.mjs";

/** Generates the database client from the schema, if either changed. */
export async function generateDatabaseClient({ root, node, lock }) {
  const stampFile = join(root, "packages/database/src/generated/.understudy-generated");
  const stamp = hashFiles(root, ["prisma/schema.prisma", "prisma.config.ts"], versionOf(root, "prisma"));
  if (readTextOrNull(stampFile) === stamp && existsSync(join(root, "packages/database/src/generated/client.ts")))
    return;

  requireWritable(join(root, "packages/database/src"));
  rmSync(stampFile, { force: true });
  await runStep({
    title: "generating the database client",
    command: node,
    args: [join(root, "node_modules/prisma/build/index.js"), "generate"],
    cwd: root,
    // No question to Prisma's servers about newer versions.
    env: { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    lock,
  });
  writeFileSync(stampFile, stamp);
}

/** Builds the web app, if its sources, those of the packages that it uses, or what is installed changed. */
export async function buildWeb({ root, node, lock }) {
  const stampFile = join(root, "apps/web/.next/understudy-built");
  const stamp = hashFiles(root, webSources(root), versionOf(root, `node-linux-${process.arch}`));
  if (readTextOrNull(stampFile) === stamp) return;

  requireWritable(join(root, "apps/web"));
  rmSync(stampFile, { force: true });
  await runStep({
    title: "building the web app",
    hint: " (takes half a minute)",
    command: node,
    args: [join(root, "node_modules/next/dist/bin/next"), "build"],
    cwd: join(root, "apps/web"),
    env: { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    lock,
  });
  writeFileSync(stampFile, stamp);
}

/** Bundles the command line into one file that any Node from 20 on runs, if its sources or those of `domain` changed. */
export async function buildCli({ root, node, lock }) {
  const stampFile = join(root, "apps/cli/dist/.understudy-built");
  const stamp = hashFiles(root, cliSources(root), versionOf(root, "rolldown"));
  if (readTextOrNull(stampFile) === stamp) return;

  requireWritable(join(root, "apps/cli"));
  rmSync(stampFile, { force: true });
  await runStep({
    title: "building the command line",
    command: node,
    args: [
      ...[join(root, "node_modules/rolldown/bin/cli.mjs"), "src/main.ts"],
      ...["--file", "dist/understudy.mjs", "--platform", "node", "--format", "esm"],
    ],
    cwd: join(root, "apps/cli"),
    lock,
  });
  writeFileSync(stampFile, stamp);
}

function cliSources(root) {
  const isLeftOut = (name) => ["node_modules", "dist"].includes(name) || name.endsWith(".test.ts");
  const sources = ["apps/cli", "packages/domain"].flatMap((folder) => listFiles(root, folder, isLeftOut));
  return [...sources, "package-lock.json"];
}

function webSources(root) {
  const isLeftOut = (name) =>
    ["node_modules", ".next", "generated", "next-env.d.ts"].includes(name) || /\.test\.tsx?$|\.tsbuildinfo$/.test(name);
  const sources = ["apps/web", "packages"].flatMap((folder) => listFiles(root, folder, isLeftOut));
  return [...sources, "package-lock.json", "prisma/schema.prisma", "tsconfig.base.json"];
}

function versionOf(root, name) {
  return JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
}

function requireWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new BootstrapError(
      `the product must be built, but ${folder} can't be written by you; run it as its owner once`,
    );
  }
}
