// Step "imports": dependency-cruiser with the rules of .dependency-cruiser.cjs, and the proof that it saw every source file.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTypeScriptConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { listTrackedFiles } from "./tracked-files.mjs";

const sourceExtension = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

const problems = await findProblems();
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

async function findProblems() {
  try {
    const { modules, summary } = await cruiseEverything();
    return [...renderViolations(summary), ...renderUndeclared(modules), ...renderUnseen(modules)];
  } catch (error) {
    // The configuration is wrong, for example because a folder has no row in its table.
    return [error.message];
  }
}

async function cruiseEverything() {
  const options = await extractOptions(resolve(".dependency-cruiser.cjs"));
  const { output } = await cruise(["."], options, undefined, {
    tsConfig: extractTypeScriptConfig(resolve("tsconfig.json")),
  });
  return output;
}

function renderViolations({ violations, ruleSetUsed }) {
  const comments = new Map(ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  return violations.map(({ rule, from, to, cycle }) => {
    const path = cycle ? cycle.map(({ name }) => name).join(" → ") : to;
    return `${from} → ${path}\n    ${rule.name}: ${comments.get(rule.name)}`;
  });
}

/** Of our own packages neither dependency-cruiser nor knip asks whether who imports them declares them. */
function renderUndeclared(modules) {
  return modules.flatMap(({ source, dependencies }) => {
    const [folder] = /^(?:apps|packages)\/[^/]+/.exec(source) ?? [];
    if (folder === undefined) return [];
    return dependencies
      .map(({ module }) => /^@understudy\/[^/]+/.exec(module)?.[0])
      .filter((name) => name !== undefined && !declares(folder, name))
      .map((name) => `${source} → ${name}\n    declared dependencies: add it to ${folder}/package.json`);
  });
}

function declares(folder, name) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  return name in dependencies || name in devDependencies;
}

/** A cruiser that sees too little finds nothing and is content, so what it saw is compared with what there is. */
function renderUnseen(modules) {
  const seen = new Set(modules.map(({ source }) => source));
  const unseen = listTrackedFiles().filter((file) => sourceExtension.test(file) && !seen.has(file));
  return unseen.map((file) => `${file} was not cruised: see options.exclude in .dependency-cruiser.cjs`);
}
