import type { MockUses } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { Queryable } from "./transact.ts";

/** One call that uses a mock. */
export interface UseClaim {
  namespace: string;
  mockId: string;
  /** How often the mock may be used; null: without limit. */
  usesMax: number | null;
}

/**
 * Counts uses of mocks, exactly, whoever else does so at the same time. Returns for each claim which use it is (the first is 1),
 * or null when the mock is used up. Of a mock that is nearly used up more may be claimed than are left: the row counts those that were
 * refused too, once.
 */
export async function claimUses(db: Queryable, claims: readonly UseClaim[]): Promise<(number | null)[]> {
  const groups = Map.groupBy(claims, nameOf);
  // In key order, so that two statements can't block each other.
  const names = [...groups.keys()].sort();
  // While a mock is being saved its claims may differ in their limit: each is judged by its own below.
  const rows = names.flatMap((name) => groups.get(name)?.slice(-1) ?? []);
  const { rows: counted } = await db.query<{ namespace: string; mock_id: string; uses: string }>({
    name: "claim_uses",
    text: claimStatement,
    values: [
      rows.map(({ namespace }) => namespace),
      rows.map(({ mockId }) => mockId),
      names.map((name) => groups.get(name)?.length),
      rows.map(({ usesMax }) => usesMax),
    ],
  });
  const numbers = new Map<UseClaim, number>();
  for (const { namespace, mock_id: mockId, uses } of counted) {
    const group = groups.get(nameOf({ namespace, mockId })) ?? [];
    for (const [index, claim] of group.entries()) numbers.set(claim, Number(uses) - group.length + 1 + index);
  }
  return claims.map((claim) => {
    const use = numbers.get(claim) ?? Infinity;
    return use <= (claim.usesMax ?? Number.MAX_SAFE_INTEGER) ? use : null;
  });
}

function nameOf({ namespace, mockId }: Pick<UseClaim, "namespace" | "mockId">): string {
  return JSON.stringify([namespace, mockId]);
}

const claimStatement = `
  with claim as (
    select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) as c(namespace, mock_id, claimed, uses_max)
  )
  insert into mock_use (namespace, mock_id, uses, last_use_at)
  select namespace, mock_id, claimed, now() from claim
  on conflict (namespace, mock_id) do update
  set uses = mock_use.uses + excluded.uses, last_use_at = excluded.last_use_at
  where mock_use.uses < coalesce(
    (select uses_max from claim c where c.namespace = mock_use.namespace and c.mock_id = mock_use.mock_id),
    9223372036854775807)
  returning namespace, mock_id, uses`;

/** How often mocks of a namespace were used since they were saved, by id; those that never were are left out. */
export async function findUses(
  tx: Transaction,
  namespace: string,
  mockIds: readonly string[],
): Promise<Map<string, MockUses>> {
  const rows = await tx.mockUse.findMany({ where: { namespaceName: namespace, mockId: { in: [...mockIds] } } });
  return new Map(rows.map(({ mockId, uses, lastUseAt }) => [mockId, { count: Number(uses), lastAt: lastUseAt }]));
}

/** The uses of mocks are counted anew. Rows are locked in the order of `claimUses`, so that neither blocks the other. */
export async function forgetUses(tx: Transaction, namespace: string, mockIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    with locked as (
      select mock_id from mock_use where namespace = ${namespace} and mock_id = any(${mockIds})
      order by mock_id collate "C" for update
    )
    delete from mock_use using locked where mock_use.namespace = ${namespace} and mock_use.mock_id = locked.mock_id`;
}
