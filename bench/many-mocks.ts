import { openPool } from "../packages/database/src/index.ts";
import { type BenchRequest, get } from "./bench-request.ts";

/** So many that a generator can keep them, and as good as all of the mocks. */
const requestsMax = 20_000;

/** Fills a namespace with mocks of fixed answers, half of them with path parameters, and waits until it is served. */
export async function createManyMocks(
  { origin, databaseUrl }: { origin: string; databaseUrl: string },
  namespace: string,
  count: number,
): Promise<void> {
  const pool = openPool({ databaseUrl, connectionsMax: 1, statementTimeoutMs: 120_000 });
  try {
    // Behind the back of the API, which makes some hundred a second visible.
    await pool.query("insert into namespace (name, version) values ($1, 1)", [namespace]);
    await pool.query(
      `insert into mock (namespace, id, definition, tags, template_names, changed_at)
       select $1, 'mock-' || n, json_build_object(
           'http', json_build_object('httpMethod', 'GET', 'route', route),
           'response', json_build_object('statusCode', 200, 'payload', json_build_object('message', 'Hello from Understudy'))
         )::text, '{}', '{}', 1
       from unnest($2::text[]) with ordinality as listed (route, n)`,
      [namespace, listRoutes(count)],
    );
    await pool.query("select pg_notify('mocks_changed', $1)", [`${namespace}:1`]);
  } finally {
    await pool.end();
  }
  await untilServed(`${origin}/stubs/${namespace}/things/0`);
}

/** The routes of so many mocks. */
export function listRoutes(count: number): string[] {
  return Array.from({ length: count }, (_, n) => (n % 2 === 0 ? `/things/${n}` : `/users/:user/things/${n}/:part`));
}

/** Calls of mocks chosen at random, the same in every run. */
export function callAtRandom(namespace: string, count: number): BenchRequest[] {
  let state = 1;
  return Array.from({ length: Math.min(2 * count, requestsMax) }, () => {
    state = (state * 48_271) % 2_147_483_647;
    const number = state % count;
    const route = number % 2 === 0 ? `/things/${number}` : `/users/ada/things/${number}/head`;
    return get(`/stubs/${namespace}${route}`);
  });
}

async function untilServed(url: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    if (response.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} is not served`);
}
