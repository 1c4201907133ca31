/**
 * The pool of deliveries whose predecessor is final, and of which it is not settled yet how they go on. Claims begin above it, so they
 * never see them.
 */
export const unsettledPool = -2;

/** Inserts plans whose columns are the parameters from `$<first>` on: namespace, delivery, text, pool. */
export function insertPlans(first: number): string {
  return `insert into delivery_plan (namespace, delivery_id, plan, pool)
    select * from unnest($${first}::text[], $${first + 1}::uuid[], $${first + 2}::bytea[], $${first + 3}::smallint[])`;
}
