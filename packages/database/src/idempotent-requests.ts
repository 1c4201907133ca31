import type { Transaction } from "./client.ts";
import type { Pool } from "./pool.ts";

/** How long an answer is kept, and its key taken. */
const idempotencyHours = 24;

/** Whose key it is. */
export interface IdempotencyKey {
  /** Keys are each actor's own. */
  actor: string;
  key: string;
}

/** What is known of a key. */
export interface KnownRequest {
  requestHash: Uint8Array;
  /** Null: it is still under way. */
  status: number | null;
  /** Sealed; null: it was too large to be kept. */
  answer: string | null;
}

export interface IdempotencyLimits {
  /** A run that has not ended after so long has died: whoever comes next does it again. */
  runSecondsMax: number;
  /** Most keys of one actor. */
  keysMax: number;
  /** Most characters of all answers that are kept for one actor. */
  answersMax: number;
}

/**
 * Takes a key for a run. False: it is taken (see `findIdempotentRequest`), or the actor has as many as are kept. One statement, so that
 * of any number of callers one gets it. `requestHash`: two requests with the same one are the same.
 */
export async function takeIdempotencyKey(
  tx: Transaction,
  { actor, key, requestHash, runId }: IdempotencyKey & { requestHash: Buffer; runId: string },
  { runSecondsMax, keysMax, answersMax }: IdempotencyLimits,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    with kept as (
      select count(*) as keys, coalesce(sum(length(answer)), 0) as characters
      from (select answer from idempotent_request where actor = ${actor} limit ${keysMax}::int) as own
    )
    insert into idempotent_request as known (actor, key, run_id, request_hash, running_until)
    select ${actor}, ${key}, ${runId}::uuid, ${requestHash}, now() + make_interval(secs => ${runSecondsMax}::float8)
    from kept where keys < ${keysMax} and characters < ${answersMax}
    on conflict (actor, key) do update set
      run_id = excluded.run_id, request_hash = excluded.request_hash, created_at = now(),
      running_until = excluded.running_until, status = null, answer = null
    where known.created_at < now() - make_interval(hours => ${idempotencyHours}::int)
      or (known.status is null and known.running_until < now() and known.request_hash = excluded.request_hash)
    returning true as taken`;
  return rows.length > 0;
}

export async function findIdempotentRequest(
  tx: Transaction,
  { actor, key }: IdempotencyKey,
): Promise<KnownRequest | null> {
  return tx.idempotentRequest.findUnique({
    where: { actor_key: { actor, key } },
    select: { requestHash: true, status: true, answer: true },
  });
}

/** Keeps what a run answered, unless another run has taken its place. */
export async function keepIdempotentAnswer(
  tx: Transaction,
  { actor, key, runId, status, answer }: IdempotencyKey & { runId: string; status: number; answer: string | null },
): Promise<void> {
  await tx.idempotentRequest.updateMany({ where: { actor, key, runId }, data: { status, answer } });
}

/** Lets a key go whose run changed nothing, so that it can be tried again. */
export async function releaseIdempotencyKey(
  tx: Transaction,
  { actor, key, runId }: IdempotencyKey & { runId: string },
): Promise<void> {
  await tx.idempotentRequest.deleteMany({ where: { actor, key, runId } });
}

/** Rows that one statement removes. */
const batchRows = 1_000;

/** Removes what is not kept any longer, a batch a statement. Returns how many. */
export async function removeIdempotentRequests(pool: Pool): Promise<number> {
  let removed = 0;
  for (;;) {
    const { rowCount } = await pool.query(
      `delete from idempotent_request where ctid in (
         select ctid from idempotent_request where created_at < now() - make_interval(hours => $1)
         order by created_at limit $2 for update skip locked
       )`,
      [idempotencyHours, batchRows],
    );
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) < batchRows) return removed;
  }
}
