import type { Mock, NamespaceQuotas, StubRules } from "@understudy/domain";
import type { Client, Pool, PoolClient } from "pg";
import { parseDefinition } from "./mocks.ts";

/** Contents of stored files, by name. */
type Files = ReadonlyMap<string, Uint8Array>;

/** What changed in a namespace since a version, all of one moment. */
export interface NamespaceChanges {
  name: string;
  version: bigint;
  /** A deleted namespace serves nothing. */
  isClosed: boolean;
  /** Whether browsers of other origins may read the answers of its stubs. */
  isCorsEnabled: boolean;
  quotas: NamespaceQuotas;
  stubs: LoadedStubRules;
  /** Mocks written since then; deleted ones have `closedAt` set. */
  mocks: Mock[];
  /** The stored files that these mocks name, by name. */
  files: Files;
  /** Ids of all live mocks, if asked for: one that was purged is in neither list. */
  liveIds: string[] | null;
}

/** What was loaded of a namespace. */
export interface LoadedVersion {
  version: bigint;
  isClosed: boolean;
  isCorsEnabled: boolean;
  quotas: NamespaceQuotas;
  stubs: LoadedStubRules;
}

/** What calls of the stubs must keep to. */
export interface LoadedStubRules extends StubRules {
  /** SHA-256 of the keys that open them, in hexadecimal; none are loaded while they are open. */
  keyHashes: string[];
}

interface MockRow {
  id: string;
  definition: string;
  template_names: string[] | null;
  mock_version: number;
  created_at: Date;
  updated_at: Date;
  expire_at: Date | null;
  closed_at: Date | null;
}

interface VersionRow {
  version: string;
  is_closed: boolean;
  cors_enabled: boolean;
  deliveries_pending_max: number;
  deliveries_per_minute_max: number | null;
  stub_key_required: boolean;
  stub_calls_per_minute_max: number | null;
  stub_body_bytes_max: number | null;
  stub_key_hashes: string[] | null;
}

type ChangeRow = VersionRow & {
  /** On the first row only. */
  file_names: string[] | null;
  file_contents: Buffer[] | null;
} & (MockRow | { id: null });

const versionColumns = `n.version, n.closed_at is not null as is_closed, n.cors_enabled, n.deliveries_pending_max,
  n.deliveries_per_minute_max, n.stub_key_required, n.stub_calls_per_minute_max, n.stub_body_bytes_max,
  case when n.stub_key_required then
    (select array_agg(encode(k.hash, 'hex')) from stub_key k where k.namespace = n.name)
  end as stub_key_hashes`;
const mockColumns = `m.id, m.definition, m.template_names, m.version as mock_version, m.created_at, m.updated_at, m.expire_at,
  m.closed_at`;

/** Versions of all live namespaces: those with the fewest mocks first. */
export async function listNamespaceVersions(client: Client): Promise<{ name: string; version: bigint }[]> {
  const { rows } = await client.query<{ name: string; version: string }>(
    `select name, version from namespace where closed_at is null
     order by (select count(*) from mock m where m.namespace = name and m.closed_at is null), name`,
  );
  return rows.map(({ name, version }) => ({ name, version: BigInt(version) }));
}

/** What a page may hold; definitions differ in size, so its rows are counted by what those of the last one were. */
const page = { bytes: 2 * 1024 * 1024, rowsFirst: 50, rowsMax: 200 };

/**
 * Reads everything that is live in a namespace, of one moment, page by page: the next one is fetched while the caller works on the last.
 * Null when there is no such namespace.
 */
export async function loadNamespace(
  pool: Pool,
  name: string,
  onMocks: (mocks: Mock[], files: Files) => void,
): Promise<LoadedVersion | null> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    const loaded = await readVersion(client, name);
    if (loaded !== null) await readPages(client, name, onMocks);
    await client.query("commit");
    return loaded;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw failure;
  } finally {
    client.release(failure);
  }
}

async function readVersion(client: PoolClient, name: string): Promise<LoadedVersion | null> {
  const { rows } = await client.query<VersionRow>(`select ${versionColumns} from namespace n where n.name = $1`, [
    name,
  ]);
  return rows[0] === undefined ? null : toVersion(rows[0]);
}

function toVersion(row: VersionRow): LoadedVersion {
  const quotas = {
    pendingDeliveries: row.deliveries_pending_max,
    deliveriesPerMinute: row.deliveries_per_minute_max,
  };
  const stubs = {
    access: row.stub_key_required ? ("key" as const) : ("open" as const),
    callsPerMinute: row.stub_calls_per_minute_max,
    bodyBytesMax: row.stub_body_bytes_max,
    keyHashes: row.stub_key_hashes ?? [],
  };
  return { version: BigInt(row.version), isClosed: row.is_closed, isCorsEnabled: row.cors_enabled, quotas, stubs };
}

async function readPages(
  client: PoolClient,
  name: string,
  onMocks: (mocks: Mock[], files: Files) => void,
): Promise<void> {
  await client.query(
    `declare live cursor for select ${mockColumns} from mock m where m.namespace = $1 and m.closed_at is null`,
    [name],
  );
  const fetchPage = (count: number) => client.query<MockRow>(`fetch ${count} from live`);
  let { rows } = await fetchPage(page.rowsFirst);
  while (rows.length > 0) {
    const bytes = rows.reduce((sum, { definition }) => sum + definition.length, 0);
    const fitting = Math.floor((page.bytes * rows.length) / bytes);
    const files = await readFiles(client, name, rows);
    const next = fetchPage(Math.min(Math.max(fitting, 1), page.rowsMax));
    // Should the caller fail, this is what fails next; nobody has to hear of it.
    next.catch(() => undefined);
    onMocks(
      rows.map((row) => toMock(name, row)),
      files,
    );
    ({ rows } = await next);
  }
}

/** Most pages name none. */
async function readFiles(client: PoolClient, namespace: string, mocks: readonly MockRow[]): Promise<Files> {
  const names = new Set(mocks.flatMap(({ template_names: named }) => named ?? []));
  if (names.size === 0) return new Map();
  const { rows } = await client.query<{ name: string; content: Buffer }>(
    "select name, content from template_file where namespace = $1 and name = any($2)",
    [namespace, [...names]],
  );
  return new Map(rows.map(({ name, content }) => [name, content]));
}

/**
 * What changed in a namespace since `sinceVersion`. Null when there is no such namespace.
 * One statement, so that version, mocks and files are of the same moment.
 */
export async function readNamespaceChanges(
  client: Client | Pool,
  { name, sinceVersion, withLiveIds }: { name: string; sinceVersion: bigint; withLiveIds: boolean },
): Promise<NamespaceChanges | null> {
  const { rows } = await client.query<ChangeRow>(
    `with files as (
       select array_agg(name) as names, array_agg(content) as contents from template_file
       where namespace = $1
         and name in (select unnest(template_names) from mock where namespace = $1 and changed_at > $2)
     )
     select ${versionColumns}, ${mockColumns},
            case when row_number() over () = 1 then files.names end as file_names,
            case when row_number() over () = 1 then files.contents end as file_contents
     from namespace n cross join files left join mock m on m.namespace = n.name and m.changed_at > $2
     where n.name = $1`,
    [name, sinceVersion.toString()],
  );
  const first = rows[0];
  if (first === undefined) return null;
  const contents = first.file_contents ?? [];
  return {
    name,
    ...toVersion(first),
    files: new Map((first.file_names ?? []).map((file, index) => [file, contents[index] ?? Buffer.alloc(0)])),
    mocks: rows.flatMap((row) => (row.id === null ? [] : [toMock(name, row)])),
    // Read later, it can only lack what is gone since; what came since is told of.
    liveIds: withLiveIds ? await listLiveMockIds(client, name) : null,
  };
}

async function listLiveMockIds(client: Client | Pool, name: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    "select id from mock where namespace = $1 and closed_at is null",
    [name],
  );
  return rows.map((row) => row.id);
}

function toMock(namespace: string, row: MockRow): Mock {
  return {
    id: row.id,
    namespace,
    definition: parseDefinition(row.definition),
    version: row.mock_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expireAt: row.expire_at,
    closedAt: row.closed_at,
  };
}
