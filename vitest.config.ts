import { defineConfig } from "vitest/config";

const never = ["**/node_modules/**", "**/.next/**"];

/** Two suites: "unit" needs nothing; "integration" (files named *.db.test.ts) talks to a real PostgreSQL that `test/postgres.ts` starts once. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{packages,apps,scripts}/**/*.test.{ts,mjs}"],
          exclude: [...never, "**/*.db.test.ts", "scripts/check.test.mjs"],
        },
      },
      {
        test: {
          name: "integration",
          include: ["{packages,apps,prisma}/**/*.db.test.ts"],
          exclude: never,
          globalSetup: ["test/postgres-global-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
