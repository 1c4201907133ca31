import { AppError, defaultNamespace } from "@understudy/domain";
import { runMigrations as runWorkerMigrations } from "graphile-worker";
import { Client } from "pg";
import { applyMigrations } from "./apply-migrations.ts";
import { learnKey } from "./learn-key.ts";

export interface PrepareDatabaseOptions {
  databaseUrl: string;
  /** Derived from SECRET_KEY; the database remembers the first one and refuses every other. */
  secretKeyFingerprint: Buffer;
  /** The same of SECRET_KEY_PREVIOUS: a database that remembers this one learns the other in its place. Default: there is none. */
  previousKeyFingerprint?: Buffer | null;
}

/** Oldest PostgreSQL that we run on, as `server_version_num` writes it. */
const serverVersionMin = 150_000;
const connectTimeoutMs = 5_000;
/** The advisory lock under which Prisma's own CLI migrates: whoever comes first applies, the others wait. */
const migrationLock = 72_707_369;

/**
 * Applies the migrations that are missing, ours and graphile-worker's, and makes what every installation has.
 * Safe to call from several processes at once. Throws an AppError whose message is one line that says what to do:
 * unreachable, too old, made by a newer version, half-migrated, or encrypted with another SECRET_KEY.
 */
export async function prepareDatabase(options: PrepareDatabaseOptions): Promise<void> {
  const client = await connect(options.databaseUrl);
  try {
    await requireServerVersion(client);
    await requireSessionMode(client, options.databaseUrl);
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await applyMigrations(client);
    await migrateWorker(options.databaseUrl);
    await initialise(client, options.secretKeyFingerprint);
    await learnKey(client, options);
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectTimeoutMs });
  // A connection that breaks while a statement runs rejects that statement; the event says nothing more.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const { hostname, port, pathname } = new URL(databaseUrl);
    const reason = cause instanceof Error && cause.message !== "" ? cause.message : String(cause);
    throw new AppError(
      "unavailable",
      `the database ${hostname}:${port || "5432"}${pathname} can't be reached: ${reason}`,
      { cause },
    );
  }
  return client;
}

async function requireServerVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; text: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
  );
  const version = rows[0];
  if (version === undefined || version.number < serverVersionMin) {
    throw new AppError(
      "unavailable",
      `the database is PostgreSQL ${version?.text ?? "of an unknown version"}; 15 or newer is needed`,
    );
  }
}

/**
 * Locks, LISTEN and prepared statements belong to a session; a pooler in transaction mode gives a client another session with
 * every transaction. Seen by a mark on our session: while another client is in a transaction, a pooler hands that client our session
 * and us another one, without the mark.
 */
async function requireSessionMode(client: Client, databaseUrl: string): Promise<void> {
  const other = await connect(databaseUrl);
  try {
    await client.query("select set_config('understudy.session', 'ours', false)");
    await other.query("begin");
    await other.query("select 1");
    const { rows } = await client.query<{ mark: string | null }>(
      "select current_setting('understudy.session', true) as mark",
    );
    if (rows[0]?.mark !== "ours") {
      throw new AppError(
        "unavailable",
        "the database is behind a pooler in transaction mode; connect to PostgreSQL itself, or set the pooler to session mode",
      );
    }
  } finally {
    await other.end();
  }
}

async function migrateWorker(databaseUrl: string): Promise<void> {
  try {
    await runWorkerMigrations({ connectionString: databaseUrl });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("unavailable", `the job queue's tables can't be migrated: ${reason}`, { cause });
  }
}

/** The rows that every installation has: the fingerprint of its first key and the default namespace. */
async function initialise(client: Client, secretKeyFingerprint: Buffer): Promise<void> {
  await client.query("insert into installation (id, secret_key_fingerprint) values (1, $1) on conflict do nothing", [
    secretKeyFingerprint,
  ]);
  await client.query("insert into namespace (name, display_name) values ($1, 'Sandbox') on conflict do nothing", [
    defaultNamespace,
  ]);
}
