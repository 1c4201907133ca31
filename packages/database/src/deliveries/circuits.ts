import type { Transaction } from "../client.ts";
import type { Pool } from "../pool.ts";

/** A target of a namespace. */
export interface TargetKey {
  namespace: string;
  target: string;
}

/** For how long a circuit is opened first; twice as long each time that its target still hangs, up to the most. Milliseconds. */
const openMs = { first: 5_000, most: 30_000 } as const;

/**
 * Opens the circuit of a target that hangs: no worker sends anything to it for a while. One that is open already stays as it is, unless
 * this comes of the attempt that was to see whether the target answers again.
 */
export async function openCircuit(
  pool: Pool,
  { namespace, target, error, isProbe }: TargetKey & { error: string; isProbe: boolean },
): Promise<void> {
  await pool.query({
    name: "open_circuit",
    text: `
      insert into target_circuit as t (namespace, target, error, open_until)
      values ($1, $2, $3, clock_timestamp() + ${openMs.first} * interval '1 millisecond')
      on conflict (namespace, target) do update set
        openings = least(t.openings + 1, 1000), error = excluded.error,
        open_until = clock_timestamp()
          + least(${openMs.most}, ${openMs.first} * 2 ^ least(t.openings, 10)) * interval '1 millisecond'
      where $4 or t.open_until <= clock_timestamp()`,
    values: [namespace, target, error, isProbe],
  });
}

/** The target answers: all is well. */
export async function closeCircuit(pool: Pool, { namespace, target }: TargetKey): Promise<void> {
  await pool.query({
    name: "close_circuit",
    text: "delete from target_circuit where namespace = $1 and target = $2",
    values: [namespace, target],
  });
}

/** How many circuits are open, of all namespaces; at most a hundred thousand are counted. */
export async function countOpenCircuits(tx: Transaction): Promise<number> {
  const rows = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int from (select from target_circuit where open_until > now() limit 100000) c`;
  return rows[0]?.count ?? 0;
}
