import type { Mock } from "@understudy/domain";
import type { Client } from "pg";
import { parseDefinition } from "./mocks.ts";

/** What changed in a namespace since a version, all of one moment. */
export interface NamespaceChanges {
  name: string;
  version: bigint;
  /** A deleted namespace serves nothing. */
  isClosed: boolean;
  /** Mocks written since then; deleted ones have `closedAt` set. */
  mocks: Mock[];
}

interface Row {
  version: string;
  is_closed: boolean;
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
 * One statement, so that version and mocks are of the same moment.
 */
export async function readNamespaceChanges(
  client: Client,
  name: string,
  sinceVersion: bigint,
): Promise<NamespaceChanges | null> {
  const { rows } = await client.query<Row>(
    `select n.version, n.closed_at is not null as is_closed, m.id, m.definition, m.version as mock_version,
            m.created_at, m.updated_at, m.expire_at, m.closed_at
     from namespace n
     left join mock m on m.namespace = n.name and m.changed_at > $2 and (m.closed_at is null or $2 >= 0)
     where n.name = $1`,
    [name, sinceVersion.toString()],
  );
  const first = rows[0];
  if (first === undefined) return null;
  return {
    name,
    version: BigInt(first.version),
    isClosed: first.is_closed,
    mocks: rows.flatMap((row) => (row.id === null ? [] : [toMock(name, row.id, row)])),
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
