import type { NamespaceQuotas } from "@understudy/domain";
import type { Transaction } from "../client.ts";
import type { Pool } from "../pool.ts";

/** How much of its quotas a namespace has used. */
export interface UsedQuotas {
  /** Deliveries that are not final. */
  pending: number;
  /** Made in the last minute. */
  lastMinute: number;
}

/** Pools of deliveries: addresses outside, and ten depths of our own stubs. */
const pools = Array.from({ length: 11 }, (_, pool) => pool);

interface QuotaQuestion {
  namespace: string;
  quotas: NamespaceQuotas;
  /** Milliseconds since 1970. */
  now: number;
}

/** Counts in the indexes, and no further than the quotas go. What waits for another callback is counted when that is done. */
export async function countUsedQuotas(db: Pool, question: QuotaQuestion): Promise<UsedQuotas> {
  const { rows } = await db.query<UsedQuotas>({
    name: "count_used_quotas",
    text: countStatement,
    values: parametersOf(question),
  });
  return rows[0] ?? { pending: 0, lastMinute: 0 };
}

/** The same, as part of a transaction. */
export async function readUsedQuotas(tx: Transaction, question: QuotaQuestion): Promise<UsedQuotas> {
  const rows = await tx.$queryRawUnsafe<UsedQuotas[]>(countStatement, ...parametersOf(question));
  return rows[0] ?? { pending: 0, lastMinute: 0 };
}

const countStatement = `
  select
    (select count(*)::int from (
      select from delivery where state = 'pending' and pool = any($2::smallint[]) and namespace = $1 limit $3::int) p) as pending,
    (select count(*)::int from (
      select from delivery where namespace = $1 and id >= $4::uuid limit $5::int) m) as "lastMinute"`;

function parametersOf({ namespace, quotas, now }: QuotaQuestion): unknown[] {
  return [
    namespace,
    pools,
    quotas.pendingDeliveries,
    firstIdOf(now - 60_000),
    // Nobody asks without a quota.
    quotas.deliveriesPerMinute ?? 0,
  ];
}

/** The smallest UUID of version 7 of a moment. */
export function firstIdOf(at: number): string {
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
