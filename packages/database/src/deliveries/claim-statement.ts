/** The lane behind one, and when the first of its deliveries is or was due: the first entry of the index there. */
const nextLane = (after: string): string => `
  select d.pool, d.namespace, d.target, d.due_at from delivery d
  where d.state = 'pending' and (d.pool, d.namespace, d.target) > (${after})
  order by d.pool, d.namespace, d.target, d.due_at limit 1`;

const start = "$2::smallint, $3::text, $4::text";

/** All lanes once, from the one behind the start to the last and from the first to the start; at most $5. */
const lanes = `
  ahead (pool, namespace, target, first_due, position) as (
    (select l.*, 1 from (${nextLane(start)}) l)
    union all
    select n.*, l.position + 1 from ahead l cross join lateral (${nextLane("l.pool, l.namespace, l.target")}) n
    where l.position < $5
  ), behind (pool, namespace, target, first_due, position) as (
    (select l.*, (select count(*)::int from ahead) + 1 from (${nextLane("-1::smallint, ''::text, ''::text")}) l
     where (select count(*) from ahead) < $5 and (l.pool, l.namespace, l.target) <= (${start}))
    union all
    select n.*, l.position + 1 from behind l cross join lateral (${nextLane("l.pool, l.namespace, l.target")}) n
    where l.position < $5 and (n.pool, n.namespace, n.target) <= (${start})
  ), lane as (
    select * from ahead union all select * from behind
  )`;

/** What the worker said of pools, lanes, namespaces and targets. */
const rooms = `
  pool_room as (
    select * from unnest($6::smallint[], $7::int[], $8::int[], $9::int[], $10::int[], $11::float8[], $12::int[])
      as p(pool, room, cautious, lane_room, group_room, waited_ms, backlog_max)
  ), known as (
    select * from unnest($13::smallint[], $14::text[], $15::text[], $16::int[], $17::boolean[])
      as k(pool, namespace, target, room, is_quick)
  ), namespace_room as (
    select * from unnest($18::smallint[], $19::text[], $20::int[]) as n(pool, namespace, room)
  ), target_room as (
    select * from unnest($21::smallint[], $22::text[], $23::int[]) as t(pool, target, room)
  )`;

/**
 * Lanes that have something due, and how much of it may be taken. Of one whose target is probed it is one delivery, of one worker. What
 * belongs to a deleted namespace is held until that is restored.
 */
const openLanes = `
  probed_target as materialized (
    select c.namespace, c.target from lane l
    join target_circuit c on l.pool = 0 and c.namespace = l.namespace and c.target = l.target
    where l.first_due <= clock_timestamp() and c.open_until <= clock_timestamp()
    for update of c skip locked
  ),
  open_lane as (
    select l.*, p.room as pool_room, p.cautious, coalesce(k.is_quick, false) as is_quick,
      row_number() over (partition by l.pool, l.namespace order by l.position) as lane_turn,
      count(*) over (partition by l.pool, l.namespace, coalesce(k.is_quick, false)) as lane_count, b.target is not null as is_probe,
      coalesce(n.room, p.group_room) as namespace_room, coalesce(t.room, p.group_room) as target_room,
      least(coalesce(k.room, p.lane_room), p.room, case when b.target is not null then 1 end) as room
    from lane l
    join pool_room p on p.pool = l.pool
    left join known k on k.pool = l.pool and k.namespace = l.namespace and k.target = l.target
    left join namespace_room n on n.pool = l.pool and n.namespace = l.namespace
    left join target_room t on t.pool = l.pool and t.target = l.target
    left join target_circuit c on l.pool = 0 and c.namespace = l.namespace and c.target = l.target
    left join probed_target b on l.pool = 0 and b.namespace = l.namespace and b.target = l.target
    where l.first_due <= clock_timestamp() and (c.target is null or b.target is not null)
      and not exists (select from namespace s where s.name = l.namespace and s.closed_at is not null)
      and (k.is_quick is true or (p.cautious > 0 and coalesce(n.room, p.group_room) > 0 and coalesce(t.room, p.group_room) > 0
        and (k.pool is not null or (l.first_due <= clock_timestamp() - p.waited_ms * interval '1 millisecond'
          and (p.backlog_max is null or not exists (
            select from delivery d where d.state = 'pending' and d.pool = l.pool and d.namespace = l.namespace and d.target = l.target
            order by d.due_at offset p.backlog_max limit 1))))))
  )`;

/**
 * What the lanes of a pool have to give, the quick ones and the others each by themselves: of one as much as is wanted, of many a little
 * each, until there is enough to choose from. The rest of their lanes is not even looked into.
 */
const candidatesOf = ({ isQuick, most }: { isQuick: boolean; most: string }): string => `
  select c.* from pool_room p cross join lateral (
    select greatest(1, count(distinct namespace)) as count from open_lane o where o.pool = p.pool and o.is_quick = ${isQuick} and o.room > 0
  ) namespaces cross join lateral (
    select o.position, o.pool_room, o.cautious, o.is_quick, o.is_probe, o.namespace_room, o.target_room, d.*
    from (
      select * from open_lane o where o.pool = p.pool and o.is_quick = ${isQuick} and o.room > 0 order by lane_turn, position offset 0
    ) o cross join lateral (
      select d.ctid as place_in_table, d.namespace, d.id, d.pool, d.target, d.due_at, d.timeout_ms from delivery d
      where d.state = 'pending' and d.pool = o.pool and d.namespace = o.namespace and d.target = o.target
        and d.due_at <= clock_timestamp() and d.owner is null
      order by d.due_at limit least(o.room, ceil(${most}::float8 / (namespaces.count * o.lane_count))) for update skip locked
    ) d
    limit ${most}
  ) c`;

/** Namespaces have their turns, and within each its lanes. */
const picked = `
  candidate as (
    ${candidatesOf({ isQuick: true, most: "(p.room * 2)" })}
    union all
    ${candidatesOf({ isQuick: false, most: "(p.cautious * 4)" })}
  ), by_lane as (
    select *, row_number() over (partition by position order by due_at) as turn from candidate
  ), by_namespace as (
    select *, row_number() over (partition by pool, namespace order by turn, position) as namespace_turn,
      row_number() over (partition by pool, namespace, is_quick order by turn, position) as namespace_place,
      row_number() over (partition by pool, target, is_quick order by turn, position) as target_place
    from by_lane
  ), by_pool as (
    select *, row_number() over (partition by pool order by namespace_turn, position) as place,
      row_number() over (partition by pool, is_quick order by namespace_turn, position) as class_place
    from by_namespace where is_quick or (namespace_place <= namespace_room and target_place <= target_room)
  ), picked as (
    select * from by_pool where place <= pool_room and (is_quick or class_place <= cautious)
  )`;

/**
 * It is planned once, be its tables young or large: rows are found by their place or by a key, and no way to join them is left to choose.
 * $1 owner, $2 to $4 the lane to begin behind, $5 most lanes, then what `rooms` says. While a target is probed its circuit stays open
 * for all others, for as long as the attempt can take.
 */
export const claimStatement = `
  with recursive ${lanes}, ${rooms}, ${openLanes}, ${picked}, claimed as (
    update delivery d set owner = $1 where d.ctid = any (array(select place_in_table from picked)) and d.owner is null
    returning d.*
  ), taken as (
    select c.*, p.is_probe, p.place from claimed c join picked p on p.namespace = c.namespace and p.id = c.id
  ), probed as (
    update target_circuit t set open_until = clock_timestamp() + (c.timeout_ms + 1000) * interval '1 millisecond'
    from taken c where c.is_probe and t.namespace = c.namespace and t.target = c.target
  ), looked as (
    select count(*)::int as lanes, max(position) as last, (select count(*) < $5 from ahead) as has_passed_end from lane
  )
  select looked.lanes, looked.has_passed_end, l.pool as last_pool, l.namespace as last_namespace, l.target as last_target,
    c.id, c.namespace, c.pool, c.target, c.attempts, c.attempts_earlier, c.attempts_max, c.retry_delay_ms, c.timeout_ms, c.retry_policy,
    c.mock_id, c.request_id, c.webhook_id, c.operation, c.callback_type, c.is_synchronous, c.is_probe, m.head, m.body
  from looked
  left join lane l on l.position = looked.last
  left join taken c on true
  left join lateral (
    select m.head, m.body from message m where m.namespace = c.namespace and m.delivery_id = c.id offset 0
  ) m on true
  order by c.place`;
