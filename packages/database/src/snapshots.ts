import type { Mock } from "@understudy/domain";
import type { Client } from "pg";
import { parseDefinition } from "./mocks.ts";

/** What changed in a namespace since a version, all of one moment. */
export interface NamespaceChanges {
  name: string;
  version: bigint;
  /** A deleted namespace serves nothing. */
  isClosed: boolean;
  /** Whether browsers of other origins may read the answers of its stubs. */
  isCorsEnabled: boolean;
  /** Mocks written since then; deleted ones have `closedAt` set. */
  mocks: Mock[];
  /** The stored files that these mocks name, by name. */
  files: ReadonlyMap<string, Uint8Array>;
}

interface Row {
  version: string;
  is_closed: boolean;
  cors_enabled: boolean;
  /** On the first row only. */
  file_names: string[] | null;
  file_contents: Buffer[] | null;
  id: string | null;
  definition: string;
  mock_version: number;
  created_at: Date;
  updated_at: Date;
  expire_at: Date | null;
  closed_at: Date | null;
}

/** Names of all namespaces, deleted ones included. */
export async function listNamespaceNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select name from namespace order by name");
  return rows.map((row) => row.name);
}

/** Ids of the live mocks of a namespace. */
export async function listLiveMockIds(client: Client, name: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    "select id from mock where namespace = $1 and closed_at is null",
    [name],
  );
  return rows.map((row) => row.id);
}

/**
 * What changed in a namespace since `sinceVersion` (-1n: everything that is live). Null when there is no such namespace.
 * One statement, so that version, mocks and files are of the same moment.
 */
export async function readNamespaceChanges(
  client: Client,
  name: string,
  sinceVersion: bigint,
): Promise<NamespaceChanges | null> {
  const { rows } = await client.query<Row>(
    `with changed as (
       select id, definition, template_names, version as mock_version, created_at, updated_at, expire_at, closed_at
       from mock where namespace = $1 and changed_at > $2 and (closed_at is null or $2 >= 0)
     ), files as (
       select array_agg(name) as names, array_agg(content) as contents from template_file
       where namespace = $1 and name in (select unnest(template_names) from changed)
     )
     select n.version, n.closed_at is not null as is_closed, n.cors_enabled, c.id, c.definition, c.mock_version,
            c.created_at, c.updated_at, c.expire_at, c.closed_at,
            case when row_number() over () = 1 then files.names end as file_names,
            case when row_number() over () = 1 then files.contents end as file_contents
     from namespace n cross join files left join changed c on true
     where n.name = $1`,
    [name, sinceVersion.toString()],
  );
  const first = rows[0];
  if (first === undefined) return null;
  const contents = first.file_contents ?? [];
  return {
    name,
    version: BigInt(first.version),
    isClosed: first.is_closed,
    isCorsEnabled: first.cors_enabled,
    mocks: rows.flatMap((row) => (row.id === null ? [] : [toMock(name, row.id, row)])),
    files: new Map((first.file_names ?? []).map((file, index) => [file, contents[index] ?? Buffer.alloc(0)])),
  };
}

function toMock(namespace: string, id: string, row: Row): Mock {
  return {
    id,
    namespace,
    definition: parseDefinition(row.definition),
    version: row.mock_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expireAt: row.expire_at,
    closedAt: row.closed_at,
  };
}
