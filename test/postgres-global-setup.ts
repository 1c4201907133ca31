import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareDatabase } from "@understudy/database/migrate";
import { deriveKey } from "@understudy/runtime";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../apps/standalone/src/postgres/embedded-postgres.ts";
import { runOnServer, testSecretKey, urlOfDatabase } from "./postgres.ts";

/** Starts one PostgreSQL for all integration tests, or uses TEST_DATABASE_URL, and makes the template they clone. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await provideServer();
  const templateName = `template_${randomUUID().replaceAll("-", "")}`;
  try {
    await runOnServer(server.url, `CREATE DATABASE ${templateName}`);
    await prepareDatabase({
      databaseUrl: urlOfDatabase(server.url, templateName),
      secretKeyFingerprint: deriveKey(testSecretKey, "fingerprint"),
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("postgres", { serverUrl: server.url, templateName });
  return async () => {
    await runOnServer(server.url, `DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`);
    await server.stop();
  };
}

async function provideServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "") return { url: given, stop: () => Promise.resolve() };

  const folder = await mkdtemp(join(tmpdir(), "understudy-test-"));
  // PostgreSQL may run as another user than ours, who must get in.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
    tell: (text) => process.stderr.write(`${text}\n`),
  });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
