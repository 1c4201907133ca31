import type { Pool } from "../pool.ts";

/** How much of the request log is kept: the newest calls. */
export const keptRequests = {
  /** Of each mock. */
  perMock: 100,
  /** Of all that no mock answered, in a namespace: so that a flood of them leaves room for others. */
  unmatched: 1_000,
  perNamespace: 10_000,
} as const;

/** Most undefined requests of a namespace that are kept: those seen last. */
const keptUndefinedRequests = 1_000;

/**
 * Removes the older calls of these mocks; a null `mockId` stands for those that no mock answered. Where to cut is found in the index, so
 * that it costs what is kept, however much there is beside it. Returns how many went, by namespace.
 */
export async function pruneRequestsOfMocks(
  pool: Pool,
  mocks: readonly { namespace: string; mockId: string | null }[],
): Promise<Map<string, number>> {
  const matched = mocks.filter(({ mockId }) => mockId !== null);
  const unmatched = mocks.filter(({ mockId }) => mockId === null);
  const { rows } = await pool.query<{ namespace: string; count: number }>({
    name: "prune_requests_of_mocks",
    text: `
      with of_mocks as (
        delete from logged_request l using (
          select t.namespace, t.mock_id, (
            select k.id from logged_request k where k.namespace = t.namespace and k.mock_id = t.mock_id
            order by k.id desc offset ${keptRequests.perMock} limit 1) as cut
          from unnest($1::text[], $2::text[]) as t(namespace, mock_id)) as c
        where l.namespace = c.namespace and l.mock_id = c.mock_id and l.id <= c.cut
        returning l.namespace
      ), unmatched as (
        delete from logged_request l using (
          select t.namespace, (
            select k.id from logged_request k where k.namespace = t.namespace and k.mock_id is null
            order by k.id desc offset ${keptRequests.unmatched} limit 1) as cut
          from unnest($3::text[]) as t(namespace)) as c
        where l.namespace = c.namespace and l.mock_id is null and l.id <= c.cut
        returning l.namespace
      )
      select namespace, count(*)::int as count
      from (select * from of_mocks union all select * from unmatched) as removed group by namespace`,
    values: [
      matched.map(({ namespace }) => namespace),
      matched.map(({ mockId }) => mockId),
      unmatched.map(({ namespace }) => namespace),
    ],
  });
  return new Map(rows.map(({ namespace, count }) => [namespace, count]));
}

/** Removes the older calls of these namespaces, likewise. */
export async function pruneRequestsOfNamespaces(pool: Pool, namespaces: readonly string[]): Promise<void> {
  await pool.query({
    name: "prune_requests_of_namespaces",
    text: `
      delete from logged_request l using (
        select t.namespace, (
          select k.id from logged_request k where k.namespace = t.namespace
          order by k.id desc offset ${keptRequests.perNamespace} limit 1) as cut
        from unnest($1::text[]) as t(namespace)) as c
      where l.namespace = c.namespace and l.id <= c.cut`,
    values: [namespaces],
  });
}

/** Removes the undefined requests of these namespaces that were not seen for longest. */
export async function pruneUndefinedRequests(pool: Pool, namespaces: readonly string[]): Promise<void> {
  await pool.query({
    name: "prune_undefined_requests",
    text: `
      delete from undefined_request u using (
        select t.namespace, (
          select k.last_seen_at from undefined_request k where k.namespace = t.namespace
          order by k.last_seen_at desc offset ${keptUndefinedRequests} limit 1) as cut
        from unnest($1::text[]) as t(namespace)) as c
      where u.namespace = c.namespace and u.last_seen_at <= c.cut`,
    values: [namespaces],
  });
}
