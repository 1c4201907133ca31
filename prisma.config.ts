import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// The Prisma CLI would download its schema engine from a host that an offline machine cannot reach; ours comes from npm.
// It is read before the CLI looks for an engine, so a plain `npx prisma …` works (docs/decisions/0003-prisma-cli-offline.md).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL("prisma/schema-engine.mjs", import.meta.url));

const databaseUrl = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Commands that need no database (generate, validate, diff of files) work without one.
  ...(databaseUrl === undefined || databaseUrl === "" ? {} : { datasource: { url: databaseUrl } }),
});
