// The architecture, as one table: what a folder may import beside itself (design: "Allowed imports").
// The table changes only with a note in docs/decisions/.
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const mayImport = {
  "packages/domain": [],
  "packages/runtime": [],
  "packages/matching": ["domain"],
  "packages/templating": ["domain"],
  "packages/answering": ["domain", "matching", "templating", "egress"],
  "packages/signing": ["domain"],
  "packages/egress": ["domain"],
  "packages/jobs": ["domain"],
  "packages/delivery": ["domain", "egress", "signing"],
  "packages/database": ["domain", "jobs"],
  "packages/management": ["domain", "matching", "templating", "answering", "signing", "egress", "jobs", "database"],
  "apps/resolver": ["domain", "matching", "templating", "answering", "egress", "jobs", "database", "runtime"],
  "apps/worker": [
    ...[
      "domain",
      "matching",
      "templating",
      "answering",
      "signing",
      "egress",
      "delivery",
      "jobs",
      "database",
      "management",
      "runtime",
    ],
  ],
  "apps/web": ["domain", "management", "database", "runtime"], // database: see "web goes through management"
  "apps/standalone": ["domain", "database", "runtime"],
  "apps/cli": ["domain"],
};

const isTest = "\\.test\\.(ts|tsx|mjs)$";

const workspaces = ["packages", "apps"].flatMap((group) => {
  const parent = join(__dirname, group);
  const folders = existsSync(parent)
    ? readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  return folders.filter(({ name }) => hasSources(join(parent, name))).map(({ name }) => `${group}/${name}`);
});

/** A folder that holds only what git ignores was left behind by another branch. */
function hasSources(folder) {
  return readdirSync(folder).some((name) => !["node_modules", ".next"].includes(name));
}

const withoutRow = workspaces.filter((folder) => !(folder in mayImport));
if (withoutRow.length > 0) {
  throw new Error(`${withoutRow.join(", ")}: no row in the table of .dependency-cruiser.cjs says what it may import`);
}

const layers = Object.entries(mayImport).map(([folder, granted]) => ({
  name: `${folder} imports`,
  comment: `${folder} may import only: ${granted.join(", ") || "no other package"}. Move the code, or pass the thing in as an argument.`,
  severity: "error",
  // A test stands outside the product: it may set up what it tests with whatever does that.
  from: { path: `^${folder}/`, pathNot: isTest },
  to: { path: "^(packages|apps)/", pathNot: [`^${folder}/`, ...granted.map((name) => `^packages/${name}/`)] },
}));

/** The files that a package's `exports` names, e.g. packages/domain/src/index.ts. */
const frontDoors = workspaces.flatMap((folder) => {
  const { exports = {} } = JSON.parse(readFileSync(join(__dirname, folder, "package.json"), "utf8"));
  return Object.values(exports).map((file) => `^${join(folder, file).replaceAll(".", "\\.")}$`);
});

const onlyIn = ({ modules, folders, comment }) => ({
  name: `${modules[0]} only in ${folders[0]}`,
  comment,
  severity: "error",
  from: { pathNot: folders.map((folder) => `^${folder}`) },
  to: { path: `(^|/)node_modules/(${modules.join("|")})/` },
});

module.exports = {
  forbidden: [
    ...layers,
    {
      name: "web goes through management",
      comment:
        "In apps/web only auth/ may touch the database. Call a use case of @understudy/management, or write one.",
      severity: "error",
      from: { path: "^apps/web/", pathNot: "^apps/web/src/auth/" },
      to: { path: "^packages/database/", pathNot: "^packages/database/src/migrate/" },
    },
    {
      name: "web migrates in main.ts",
      comment: "In apps/web only main.ts prepares the database, before anything is served.",
      severity: "error",
      from: { path: "^apps/web/", pathNot: "^apps/web/src/main\\.ts$" },
      to: { path: "^packages/database/src/migrate/" },
    },
    {
      name: "front door only",
      comment:
        "Import another package by what its package.json exports, not its insides; export there what is missing.",
      severity: "error",
      from: { path: "^((?:apps|packages)/[^/]+)/" },
      to: { path: "^packages/", pathNot: ["^$1/", ...frontDoors] },
    },
    {
      name: "no self index",
      comment: "Inside a package import the file, not the index: that is how cycles begin.",
      severity: "error",
      from: { path: "^((?:apps|packages)/[^/]+)/", pathNot: isTest },
      to: { path: ["^$1/src/index\\.ts$", "^$1/src/.*/index\\.ts$"] },
    },
    {
      name: "no cycles",
      comment: "Move what both need into a third file below them.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "No such file or package. Check the path, or add the package to this workspace's package.json.",
      severity: "error",
      from: {},
      // Next.js itself answers for server-only.
      to: { couldNotResolve: true, pathNot: "^server-only$" },
    },
    {
      name: "declared dependencies",
      comment: "Declare it, pinned, in this workspace's own package.json.",
      severity: "error",
      // Tests use the root's vitest. (For our own packages see scripts/check/imports.mjs.)
      from: { path: "^(apps|packages)/", pathNot: isTest },
      to: { path: "node_modules/", dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no dev dependency in the product",
      comment: "Images are built without dev dependencies: move it to dependencies, or the code to a test.",
      severity: "error",
      from: { path: "^(apps|packages)/[^/]+/src/", pathNot: isTest },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    },
    {
      name: "no test code in the product",
      comment: "Only *.test.ts files may import from test/ or from a test.",
      severity: "error",
      from: { path: "^(apps|packages)/", pathNot: isTest },
      to: { path: ["^test/", isTest] },
    },
    {
      name: "e2e is black-box",
      comment: "Drive the product from outside, as a user would: npm start, HTTP, a browser.",
      severity: "error",
      from: { path: "^e2e/" },
      to: { path: "^(apps|packages|prisma)/" },
    },
    {
      name: "scripts run before npm ci",
      comment:
        "These run on the system's Node before anything is installed: only Node's own modules and other scripts.",
      severity: "error",
      from: { path: "^scripts/", pathNot: ["^scripts/check/", "\\.config\\.mjs$", isTest] },
      to: { path: "(^|/)(node_modules|packages|apps)/" },
    },
    onlyIn({
      modules: ["kafkajs", "amqplib"],
      folders: ["packages/delivery/", "test/"],
      comment: "Wire clients live with the transports of packages/delivery.",
    }),
    onlyIn({
      modules: ["@prisma/[^/]+", "prisma", "pg"],
      folders: ["packages/database/", "prisma/", "prisma\\.config\\.ts$", "test/"],
      comment: "Prisma and pg stay behind packages/database: add a function there.",
    }),
    onlyIn({
      modules: ["undici"],
      folders: ["packages/egress/"],
      comment: "Requests to addresses that users wrote go through the guarded agent of packages/egress.",
    }),
    onlyIn({
      modules: ["@opentelemetry/[^/]+"],
      folders: ["packages/runtime/src/tracing/"],
      comment: "Spans are begun with a Tracer of packages/runtime, which loads OpenTelemetry only where it is wanted.",
    }),
    {
      name: "pure core does no I/O",
      comment: "domain, matching, templating and answering compute; let the caller read, and pass in what was read.",
      severity: "error",
      from: { path: "^packages/(domain|matching|templating|answering)/", pathNot: isTest },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "signing only computes",
      comment: "signing turns bytes into signatures: of Node's modules it needs only crypto and buffer.",
      severity: "error",
      from: { path: "^packages/signing/", pathNot: isTest },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(crypto|buffer)$" },
    },
    {
      name: "domain imports zod only",
      comment: "domain says what things are. What needs a library is done elsewhere.",
      severity: "error",
      from: { path: "^packages/domain/", pathNot: isTest },
      to: { path: "node_modules/", pathNot: "node_modules/zod/" },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules"] },
    // What git ignores: installed, generated or built. scripts/check/imports.mjs checks that nothing else is left out.
    exclude: { path: ["(^|/)\\.(next|data|git)/", "^packages/database/src/generated/", "^apps/cli/dist/"] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".d.ts", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
