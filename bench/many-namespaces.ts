import { openPool } from "../packages/database/src/index.ts";

/** The n-th of the namespaces that `createManyNamespaces` makes. */
export function nameNamespace(n: number): string {
  return `tenant-${String(n).padStart(4, "0")}`;
}

/** Fills the installation with namespaces of so many mocks each. Their ids are the same in all of them, as tenants' are. */
export async function createManyNamespaces(
  databaseUrl: string,
  { namespaces, mocksEach }: { namespaces: number; mocksEach: number },
): Promise<void> {
  const pool = openPool({ databaseUrl, connectionsMax: 1, statementTimeoutMs: 120_000 });
  try {
    const names = Array.from({ length: namespaces }, (_, n) => nameNamespace(n));
    await pool.query(
      "insert into namespace (name, display_name, version) select n, n, 1 from unnest($1::text[]) as n",
      [names],
    );
    await pool.query(
      `insert into mock (namespace, id, definition, route, tags, template_names, changed_at)
       select name, 'order-' || n, json_build_object(
           'http', json_build_object('httpMethod', 'GET', 'route', '/orders/' || n || '/:part'),
           'response', json_build_object('statusCode', 200, 'payload', json_build_object('order', n))
         )::text, '/orders/' || n || '/:part', array['orders', 'team-' || n % 7], '{}', 1
       from unnest($1::text[]) as name, generate_series(1, $2::int) as n`,
      [names, mocksEach],
    );
    // As a database that has been running for a while would be.
    await pool.query("analyze");
  } finally {
    await pool.end();
  }
}
