import type { Transaction } from "./client.ts";

/** How the waits grow. */
export interface ThrottleRule {
  /** Attempts that cost nothing. */
  free: number;
  /** The wait after the first that does; it doubles with each further one. */
  firstWaitMs: number;
  waitMsMax: number;
  /** After so long without an attempt all is forgotten. */
  memoryMs: number;
}

/** Rows that one attempt clears away beside its own: more than it adds, so that the table does not grow. */
const clearedPerAttempt = 5;
/** Rows that are kept in all, whoever tries what. */
const rowsMax = 100_000;

/** The end of a wait is kept in whole milliseconds: rounded up, "now" would be a wait. */
const noWaitMs = -1_000;

/** When the next attempt may be made at any of these keys; null: now. By the database's clock, which all processes share. */
export async function findThrottled(tx: Transaction, keys: readonly Buffer[]): Promise<{ waitMs: number } | null> {
  const [row] = await tx.$queryRaw<{ waitMs: number | null }[]>`
    select ceil(max(extract(epoch from blocked_until - now())) * 1000)::float8 as "waitMs" from throttle
    where key = any(${keys}::bytea[]) and blocked_until > now() and forgotten_at > now()`;
  return row?.waitMs == null ? null : { waitMs: row.waitMs };
}

/** Counts an attempt. */
export async function countAttempt(tx: Transaction, key: Buffer, rule: ThrottleRule): Promise<void> {
  const { free, firstWaitMs, waitMsMax, memoryMs } = rule;
  const memory = `${memoryMs} milliseconds`;
  await tx.$executeRaw`
    with forgotten as (
      delete from throttle where key in (
        select key from throttle where forgotten_at < now() and key <> ${key}
        order by forgotten_at limit ${clearedPerAttempt} for update skip locked
      )
    )
    insert into throttle as t (key, count, blocked_until, forgotten_at)
    values (${key}, 1, now() + ${waitAfter(1, rule)} * interval '1 millisecond', now() + ${memory}::interval)
    on conflict (key) do update set
      count = case when t.forgotten_at < now() then 1 else least(t.count + 1, 1000000) end,
      blocked_until = now() + interval '1 millisecond' * case
        when t.forgotten_at < now() then ${waitAfter(1, rule)}
        when t.count + 1 <= ${free} then ${noWaitMs}
        else least(${waitMsMax}::float8, ${firstWaitMs}::float8 * 2 ^ least(t.count - ${free}, 30)) end,
      forgotten_at = now() + ${memory}::interval`;
}

/** Nothing was attempted at this key. */
export async function forgetAttempts(tx: Transaction, key: Buffer): Promise<void> {
  await tx.$executeRaw`delete from throttle where key = ${key}`;
}

/** Removes what is forgotten, and what is too much. Returns how many. */
export async function trimThrottle(tx: Transaction): Promise<number> {
  return tx.$executeRaw`
    delete from throttle where key in (
      select key from throttle where forgotten_at < now()
      union all
      (select key from throttle order by forgotten_at desc offset ${rowsMax})
    )`;
}

/** The wait in milliseconds after the attempt of this number; the first is 1. */
function waitAfter(count: number, { free, firstWaitMs }: ThrottleRule): number {
  return count > free ? firstWaitMs : noWaitMs;
}
