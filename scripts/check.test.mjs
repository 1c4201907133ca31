import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyTree } from "./check/copy-tree.mjs";
import { makeKeyPair } from "./license/issue-key.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

let tree;
beforeAll(async () => {
  tree = await copyTree(root);
});
afterAll(() => tree?.remove());

function runCheck(...steps) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/check.mjs", ...steps], {
    cwd: tree.path,
    encoding: "utf8",
  });
  return { exitCode: status, output: `${stdout}${stderr}` };
}

it("passes as the tree is", () => {
  const { exitCode, output } = runCheck();
  expect(output).toMatch(/Check: passed\n$/);
  expect(exitCode).toBe(0);
});

const domainFile = "packages/domain/src/planted.ts";
const text = (content) => () => content;
const added = (content) => (before) => `${before}\n${content}\n`;

/**
 * What is planted (file → change), and the step that has to notice it, by what words.
 * Nothing is planted in a package.json: the check would run npm before its steps.
 */
const plants = [
  {
    what: "a wrong type",
    step: "types",
    says: /planted\.ts.*TS2322/,
    files: { [domainFile]: text("export const planted: number = String(1);\n") },
  },
  {
    what: "a floating promise",
    step: "lint",
    says: /no-floating-promises/,
    files: { [domainFile]: text("export function plant(): void {\n  Promise.resolve(1);\n}\n") },
  },
  {
    what: "an over-long function",
    step: "lint",
    says: /too many lines.*max-lines-per-function/,
    files: { [domainFile]: text(`export function plant(): number[] {\n  return [\n${"    1,\n".repeat(60)}  ];\n}\n`) },
  },
  {
    what: "a file that is not formatted",
    step: "format",
    says: /planted\.ts/,
    files: { [domainFile]: text("export const   planted = 1\n") },
  },
  {
    what: "a forbidden import",
    step: "imports",
    says: /planted\.ts → packages\/runtime\/src\/index\.ts\s+packages\/domain imports/,
    files: {
      [domainFile]: text('import { createLogger } from "@understudy/runtime";\nexport const planted = createLogger;\n'),
    },
  },
  {
    what: "an import past the front door",
    step: "imports",
    says: /front door only/,
    files: { "packages/matching/src/planted.ts": text('export * from "../../domain/src/mock.ts";\n') },
  },
  {
    what: "a cycle",
    step: "imports",
    says: /planted(-too)?\.ts → .*planted(-too)?\.ts\s+no cycles/,
    files: {
      [domainFile]: text('export { b } from "./planted-too.ts";\nexport const a = 1;\n'),
      "packages/domain/src/planted-too.ts": text('export { a } from "./planted.ts";\nexport const b = 1;\n'),
    },
  },
  {
    what: "a package folder without a row in the table",
    step: "imports",
    says: /packages\/planted: no row in the table/,
    files: { "packages/planted/src/index.ts": text("export const planted = 1;\n") },
  },
  {
    what: "a source file hidden from the cruiser",
    step: "imports",
    says: /packages\/matching\/src\/index\.ts was not cruised/,
    files: {
      ".dependency-cruiser.cjs": (before) => before.replace(/exclude: \{\s*path: \[/, '$&"^packages/matching/", '),
    },
  },
  {
    what: "an unused export",
    step: "unused",
    says: /plantedExport/,
    files: { "packages/domain/src/namespace.ts": added("export const plantedExport = 1;") },
  },
  {
    what: "a dependency that is not declared",
    step: "imports",
    says: /planted\.ts → @understudy\/runtime\s+declared dependencies: add it to packages\/domain\/package\.json/,
    files: { [domainFile]: text('export { createLogger } from "@understudy/runtime";\n') },
  },
  {
    what: "a secret with a default",
    step: "compose",
    says: /SECRET_KEY must be required/,
    files: { "docker/compose.yaml": (before) => before.replace("${SECRET_KEY:?", "${SECRET_KEY:-") },
  },
  {
    what: "a private key",
    step: "keys",
    says: /docs\/planted\.pem:1: a private key must not be in the tree/,
    files: { "docs/planted.pem": text(makeKeyPair().privateKeyPem) },
  },
  {
    what: "a link that leads nowhere",
    step: "links",
    says: /README\.md: docs\/planted\.md leads nowhere/,
    files: { "README.md": added("[planted](docs/planted.md)") },
  },
];

it.each(plants)("fails for $what", async ({ step, says, files }) => {
  const undo = [];
  for (const [file, change] of Object.entries(files)) undo.push(await tree.plant(file, change));
  try {
    const { exitCode, output } = runCheck(step);
    expect(output).toMatch(new RegExp(`^FAILED ${step}`, "m"));
    expect(output).toMatch(says);
    expect(exitCode).toBe(1);
  } finally {
    for (const undoOne of undo) await undoOne();
  }
});

it("refuses a step that it does not know", () => {
  expect(runCheck("lnit")).toMatchObject({ exitCode: 2, output: expect.stringContaining("There is no step lnit") });
});
