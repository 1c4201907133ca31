import { runStatement } from "./adapter-factory.mjs";

/** Answers `cli can-connect-to-database | create-database | drop-database`: exit code 0, or 1 and a log line that says why. */
export async function runDatabaseCommand({ command, databaseUrl }) {
  try {
    await run({ command, databaseUrl });
  } catch (error) {
    process.exitCode = 1;
    const fields = { message: error.message || error.code, error_code: errorCodes[error.code] ?? "P1001" };
    // The CLI skips the first line of stderr.
    process.stderr.write(`\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}`);
  }
}

/** PostgreSQL's code → Prisma's; everything else counts as "cannot reach the server". */
const errorCodes = { "3D000": "P1003", "28P01": "P1000", 28000: "P1000" };

async function run({ command, databaseUrl }) {
  switch (command) {
    case "can-connect-to-database":
      return runStatement(databaseUrl, "SELECT 1");
    case "create-database":
      return createDatabase(databaseUrl);
    case "drop-database":
      return runStatement(maintenanceUrl(databaseUrl), `DROP DATABASE ${quotedName(databaseUrl)}`);
    default:
      throw new Error(`unknown command: ${command}`);
  }
}

/** Makes the database that a URL names. */
export async function createDatabase(databaseUrl) {
  await runStatement(maintenanceUrl(databaseUrl), `CREATE DATABASE ${quotedName(databaseUrl)}`);
  return { databaseName: nameOf(databaseUrl) };
}

/** A database can be made and dropped only from another one. */
function maintenanceUrl(databaseUrl) {
  const url = new URL(databaseUrl);
  url.pathname = "/postgres";
  return url.href;
}

function nameOf(databaseUrl) {
  return decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
}

function quotedName(databaseUrl) {
  return `"${nameOf(databaseUrl).replaceAll('"', '""')}"`;
}
