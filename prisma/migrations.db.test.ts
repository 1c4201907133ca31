import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, runOnServer, type TestDatabase, urlOfDatabase } from "../test/postgres.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const prismaCli = fileURLToPath(import.meta.resolve("prisma/build/index.js"));
const schema = ["--to-schema", "prisma/schema.prisma", "--exit-code"];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface CliResult {
  exitCode: number | string | null | undefined;
  output: string;
}

/** Runs the real Prisma CLI, and with it our schema engine. */
function runPrisma(args: string[], databaseUrl: string): Promise<CliResult> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, CHECKPOINT_DISABLE: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, [prismaCli, ...args], { cwd: root, env, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : error.code, output: `${stdout}${stderr}` });
    });
  });
}

describe("the migrations", () => {
  it("make exactly what schema.prisma says", async () => {
    const result = await runPrisma(
      ["migrate", "diff", "--from-migrations", "prisma/migrations", ...schema],
      database.url,
    );
    expect(result.output).toContain("No difference detected");
    expect(result.exitCode).toBe(0);
  });

  it("would differ if they made something else", async () => {
    const result = await runPrisma(["migrate", "diff", "--from-empty", ...schema], database.url);
    expect(result.exitCode).toBe(2);
  });
});

describe("the Prisma CLI", () => {
  it("takes a database that our own runner migrated for up to date", async () => {
    const result = await runPrisma(["migrate", "status"], database.url);
    expect(result.output).toContain("Database schema is up to date!");
    expect(result.exitCode).toBe(0);
  });

  it("sees no drift in a database that graphile-worker uses too", async () => {
    const result = await runPrisma(["migrate", "diff", "--from-config-datasource", ...schema], database.url);
    expect(result.exitCode).toBe(0);
  });

  it("deploys to a database that does not exist yet", async () => {
    const name = `deploy_${randomUUID().replaceAll("-", "")}`;
    const url = urlOfDatabase(database.url, name);
    try {
      expect(await runPrisma(["migrate", "deploy"], url)).toMatchObject({ exitCode: 0 });
      expect(await runPrisma(["migrate", "diff", "--from-config-datasource", ...schema], url)).toMatchObject({
        exitCode: 0,
      });
    } finally {
      await runOnServer(database.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
  });

  it("says why it can't reach a database", async () => {
    const result = await runPrisma(["migrate", "status"], "postgresql://nobody:nothing@127.0.0.1:1/none");
    expect(result.output).toContain("P1001");
    expect(result.exitCode).toBe(1);
  });
});
