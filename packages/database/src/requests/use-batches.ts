import type { Pool } from "../pool.ts";

/** Uses of one version of a mock, to add to what is known of it. */
export interface MockUseChange {
  namespace: string;
  mockId: string;
  mockVersion: number;
  uses: number;
  /** Milliseconds since 1970. */
  lastUseAt: number;
}

/** Batches that one statement takes in: each is what a resolver noted in half a second. */
const batchesMax = 100;

/** What is written each half second: one row, whose cost grows with the number of mocks called by a few bytes and not by a row each. */
export function encodeUses(uses: readonly MockUseChange[]): string {
  return JSON.stringify(
    uses.map(({ namespace, mockId, mockVersion, uses: count, lastUseAt }) => [
      namespace,
      mockId,
      mockVersion,
      count,
      lastUseAt,
    ]),
  );
}

/**
 * Adds what the batches of all resolvers hold to the uses of mocks, also of those that have died. Uses of a version that was saved over
 * since, and those of a mock that was purged, are left out: they were counted anew. Batches and uses are locked in the order of their
 * keys, so that two that fold wait for each other and no more.
 */
export async function foldUses(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ batches: number }>({
      name: "fold_uses",
      text: foldStatement,
      values: [batchesMax],
    });
    if ((rows[0]?.batches ?? 0) < batchesMax) return;
  }
}

const foldStatement = `
  with batch as (
    delete from mock_use_batch where id in (select id from mock_use_batch order by id limit $1 for update) returning uses
  ), used as (
    select u->>0 as namespace, u->>1 as mock_id, (u->>2)::int as version, sum((u->>3)::bigint) as uses,
      to_timestamp(max((u->>4)::float8) / 1000) as last_use_at
    from batch cross join json_array_elements(batch.uses::json) as u
    group by 1, 2, 3
  ), added as (
    insert into mock_use (namespace, mock_id, uses, last_use_at)
    select used.namespace, used.mock_id, used.uses, used.last_use_at
    from used join mock m on m.namespace = used.namespace and m.id = used.mock_id and m.version = used.version
    order by used.namespace collate "C", used.mock_id collate "C"
    on conflict (namespace, mock_id) do update set uses = mock_use.uses + excluded.uses,
      last_use_at = greatest(mock_use.last_use_at, excluded.last_use_at)
  )
  select count(*)::int as batches from batch`;
