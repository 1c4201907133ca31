#!/usr/bin/env node
// The schema engine that the Prisma CLI talks to, without Prisma's native binary: the same protocol, answered by the
// WebAssembly engine from npm. Why, and what to do when Prisma is updated: docs/decisions/0003-prisma-cli-offline.md
import { parseArgs } from "node:util";
import { runDatabaseCommand } from "./schema-engine/database-command.mjs";
import { serveRequests } from "./schema-engine/serve-requests.mjs";

const { values, positionals } = parseArgs({
  options: {
    version: { type: "boolean" },
    datamodels: { type: "string", multiple: true, default: [] },
    datasource: { type: "string", default: "{}" },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
  },
  allowPositionals: true,
});

const databaseUrl = JSON.parse(values.datasource).url;
const [subcommand, databaseCommand] = positionals;

if (values.version) process.stdout.write("schema-engine-cli 7.10.0 (WebAssembly)\n");
else if (subcommand === "cli") await runDatabaseCommand({ command: databaseCommand, databaseUrl });
else await serveRequests({ datamodelPaths: values.datamodels, databaseUrl });
