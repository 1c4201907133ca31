import type { KnipConfig } from "knip";

/** Unused files, exports and dependencies. What is ignored says why. */
const config: KnipConfig = {
  workspaces: {
    ".": {
      entry: [
        "scripts/*.mjs",
        "scripts/check/{imports,compose,private-keys,links}.mjs",
        "prisma/schema-engine.mjs",
        "bench/{main,bare-server,soak}.ts",
      ],
      project: ["scripts/**/*.mjs", "prisma/**/*.{ts,mjs,prisma}", "test/**/*.ts", "e2e/**/*.ts", "bench/**/*.ts"],
      // scripts/bootstrap-build.mjs runs it by its path.
      ignoreDependencies: ["rolldown"],
      vitest: { config: ["vitest.config.ts", "scripts/test/check.vitest.config.mjs"] },
    },
    // What a package's index exports and nobody imports is unused as well.
    "packages/*": { project: ["src/**/*.ts"], includeEntryExports: true },
    "packages/database": {
      project: ["src/**/*.ts"],
      includeEntryExports: true,
      // Imported by the generated client, which git ignores and knip therefore does not read.
      ignoreDependencies: ["@prisma/client"],
    },
    "apps/*": { entry: ["src/main.ts"], project: ["src/**/*.ts"] },
    "apps/web": { entry: ["src/main.ts"], project: ["src/**/*.{ts,tsx,css}"] },
    "apps/cli": { entry: ["src/main.ts", "bin/*.mjs"], project: ["src/**/*.ts", "bin/*.mjs"] },
  },
  // A type that is exported with the function that takes it need not be imported anywhere to be of use.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Programs of the operating system.
  ignoreBinaries: ["useradd", "taskset", "unshare", "wrk"],
};

export default config;
