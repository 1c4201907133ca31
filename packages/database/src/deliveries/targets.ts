import type { Transaction } from "../client.ts";

/** A target of a namespace to which something is to be sent, or whose circuit is not closed. */
export interface StoredTarget {
  target: string;
  /** Not final: due, later, or being sent. At most as many are counted as `countedMax` says. */
  pending: number;
  /** Of these, those that a worker holds. */
  sending: number;
  /** Null: it is closed, all is well. */
  circuit: { openUntil: Date; openedAt: Date; openings: number; error: string; isOpen: boolean } | null;
}

/** So many deliveries of each target are counted. */
const countedMax = 1_000;

interface TargetRow {
  target: string;
  pending: number;
  sending: number;
  openUntil: Date | null;
  openedAt: Date | null;
  openings: number | null;
  error: string | null;
  isOpen: boolean | null;
}

/**
 * Targets outside of a namespace in the order of their names, behind `after`. They are found by skipping through the lanes, so that it costs
 * what it returns.
 */
export async function listTargets(
  tx: Transaction,
  { namespace, after, limit }: { namespace: string; after: string; limit: number },
): Promise<StoredTarget[]> {
  const rows = await tx.$queryRaw<TargetRow[]>`
    with recursive lane (target, position) as (
      (select d.target, 1 from delivery d
       where d.state = 'pending' and d.pool = 0 and d.namespace = ${namespace} and d.target > ${after}
       order by d.target limit 1)
      union all
      select n.target, l.position + 1 from lane l cross join lateral (
        select d.target from delivery d
        where d.state = 'pending' and d.pool = 0 and d.namespace = ${namespace} and d.target > l.target
        order by d.target limit 1) n
      where l.position < ${limit}::int
    ), named as (
      (select target from lane)
      union
      (select target from target_circuit where namespace = ${namespace} and target > ${after} order by target limit ${limit}::int)
    )
    select n.target, counted.pending, counted.sending, c.open_until as "openUntil", c.opened_at as "openedAt", c.openings, c.error,
      c.open_until > now() as "isOpen"
    from (select target from named order by target limit ${limit}::int) n
    left join target_circuit c on c.namespace = ${namespace} and c.target = n.target
    cross join lateral (
      select count(*)::int as pending, count(owner)::int as sending from (
        select d.owner from delivery d
        where d.state = 'pending' and d.pool = 0 and d.namespace = ${namespace} and d.target = n.target
        order by d.due_at limit ${countedMax}::int) d
    ) counted
    order by n.target`;
  return rows.map(toTarget);
}

function toTarget({ target, pending, sending, openUntil, openedAt, openings, error, isOpen }: TargetRow): StoredTarget {
  if (openUntil === null || openedAt === null) return { target, pending, sending, circuit: null };
  const circuit = { openUntil, openedAt, openings: openings ?? 1, error: error ?? "", isOpen: isOpen === true };
  return { target, pending, sending, circuit };
}
