import type { Transaction } from "../client.ts";

/** What waits to be sent, in the whole installation. */
export interface Backlog {
  /** Deliveries that are not final, being sent or not yet due included. At most as many are counted as `countedMax` says. */
  pending: number;
  /** Lanes with deliveries that are due and that no worker holds; at most `lanesMax` lanes are looked at. */
  dueLanes: number;
  /** For how long the one that is due for longest has been so, milliseconds. 0: none is. */
  oldestDueMs: number;
}

const countedMax = 100_000;
const lanesMax = 1_000;

/**
 * Counts in the index of lanes, found by skipping through it, so that it costs what it looks at. What waits behind an open circuit is not
 * due: it waits for its target and not for us.
 */
export async function measureBacklog(tx: Transaction): Promise<Backlog> {
  const rows = await tx.$queryRaw<Backlog[]>`
    with recursive lane (pool, namespace, target, position) as (
      (select d.pool, d.namespace, d.target, 1 from delivery d where d.state = 'pending' and d.pool >= 0
       order by d.pool, d.namespace, d.target limit 1)
      union all
      select n.pool, n.namespace, n.target, l.position + 1 from lane l cross join lateral (
        select d.pool, d.namespace, d.target from delivery d
        where d.state = 'pending' and (d.pool, d.namespace, d.target) > (l.pool, l.namespace, l.target)
        order by d.pool, d.namespace, d.target limit 1) n
      where l.position < ${lanesMax}::int
    ), due as (
      select extract(epoch from clock_timestamp() - o.due_at) * 1000 as age from lane l cross join lateral (
        select d.due_at from delivery d
        where d.state = 'pending' and d.pool = l.pool and d.namespace = l.namespace and d.target = l.target
          and d.owner is null and d.due_at <= clock_timestamp()
        order by d.due_at limit 1) o
      where not exists (
        select from target_circuit c where l.pool = 0 and c.namespace = l.namespace and c.target = l.target and c.open_until > clock_timestamp())
    )
    select
      (select count(*)::int from (select from delivery where state = 'pending' limit ${countedMax}::int) p) as pending,
      (select count(*)::int from due) as "dueLanes",
      (select coalesce(max(age), 0)::float8 from due) as "oldestDueMs"`;
  return rows[0] ?? { pending: 0, dueLanes: 0, oldestDueMs: 0 };
}
