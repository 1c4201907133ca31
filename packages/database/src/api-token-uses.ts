import type { RateLimits } from "@understudy/domain";
import type { Transaction } from "./client.ts";

/** Calls of a token in the periods that run, by the database's clock: all processes read the same one. */
export interface TokenUses {
  now: Date;
  minute: number;
  hour: number;
  day: number;
}

/**
 * Counts a call of a token in all periods, unless that would go beyond one of its limits: then it counts in none, and the result is
 * null, as it is for a token that is gone. Exact however many processes count at once. A statement that waited may be of an older period than
 * the row: it counts in the row's.
 */
export async function takeTokenUse(tx: Transaction, tokenId: string, limits: RateLimits): Promise<TokenUses | null> {
  const rows = await tx.$queryRaw<TokenUses[]>`
    insert into api_token_use as kept
      (token_id, minute_started_at, minute_uses, hour_started_at, hour_uses, day_started_at, day_uses)
    select id, date_trunc('minute', now(), 'UTC'), 1, date_trunc('hour', now(), 'UTC'), 1, date_trunc('day', now(), 'UTC'), 1
    from api_token where id = ${tokenId}::uuid for key share
    on conflict (token_id) do update set
      minute_uses = case when excluded.minute_started_at > kept.minute_started_at then 1 else kept.minute_uses + 1 end,
      hour_uses = case when excluded.hour_started_at > kept.hour_started_at then 1 else kept.hour_uses + 1 end,
      day_uses = case when excluded.day_started_at > kept.day_started_at then 1 else kept.day_uses + 1 end,
      minute_started_at = greatest(excluded.minute_started_at, kept.minute_started_at),
      hour_started_at = greatest(excluded.hour_started_at, kept.hour_started_at),
      day_started_at = greatest(excluded.day_started_at, kept.day_started_at)
    where (excluded.minute_started_at > kept.minute_started_at or kept.minute_uses < coalesce(${limits.minute}::int, 2147483647))
      and (excluded.hour_started_at > kept.hour_started_at or kept.hour_uses < coalesce(${limits.hour}::int, 2147483647))
      and (excluded.day_started_at > kept.day_started_at or kept.day_uses < coalesce(${limits.day}::int, 2147483647))
    returning now() as now, minute_uses as minute, hour_uses as hour, day_uses as day`;
  return rows[0] ?? null;
}

/** The same without counting. */
export async function readTokenUses(tx: Transaction, tokenId: string): Promise<TokenUses | null> {
  const rows = await tx.$queryRaw<TokenUses[]>`
    select now() as now,
      case when minute_started_at < date_trunc('minute', now(), 'UTC') then 0 else minute_uses end as minute,
      case when hour_started_at < date_trunc('hour', now(), 'UTC') then 0 else hour_uses end as hour,
      case when day_started_at < date_trunc('day', now(), 'UTC') then 0 else day_uses end as day
    from api_token_use where token_id = ${tokenId}::uuid`;
  return rows[0] ?? null;
}
