import type { RestoreCount, RestorePlan } from "@understudy/domain";
import type { BackupTable } from "./read-schema.ts";
import { dropRevoked, identifyUsers } from "./restore-access.ts";
import { quote, type Stage, staged } from "./stage.ts";

export type StagedPlan = Omit<RestorePlan, "madeAt" | "namespace" | "isResealed">;

/**
 * Compares the stage with what is there, and makes it ready to be applied: users are found, revoked access is out, deliveries that were
 * not finished are cancelled. Changes nothing of ours.
 */
export async function planRestore(stage: Stage): Promise<StagedPlan> {
  const { tx, tables, namespace } = stage;
  const inFile = await countAll(tables, ({ name }) => `select count(*)::int as count from ${staged(name)}`, stage);
  const existing = await countAll(tables, (table) => countExisting(table, namespace), stage);
  // Before users are found here, and after: whoever lost access may have done so under either id.
  const before = await dropRevoked(stage);
  await identifyUsers(stage);
  const after = await dropRevoked(stage);
  const kinds: RestoreCount[] = tables.map(({ name: kind }) => ({
    kind,
    inFile: inFile.get(kind) ?? 0,
    existing: existing.get(kind) ?? 0,
    staysRevoked: (before.get(kind) ?? 0) + (after.get(kind) ?? 0),
  }));
  const cancelledDeliveries = await tx.$executeRawUnsafe(`
    update ${staged("delivery")} set state = 'cancelled', state_reason = 'restored', owner = null, finished_at = now(),
      pool = greatest(pool, 0)
    where state in ('waiting', 'pending')`);
  return { kinds, cancelledDeliveries, ...(await findStrays(stage)) };
}

/** What is live here and not in the file. */
async function findStrays({ tx, namespace }: Stage): Promise<Pick<RestorePlan, "namespacesToTrash" | "mocksToTrash">> {
  const namespaces =
    namespace !== null
      ? []
      : await tx.$queryRawUnsafe<{ name: string }[]>(
          `select name from namespace where closed_at is null and name not in (select name from ${staged("namespace")}) order by name`,
        );
  const [mocks] = await tx.$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from mock m join ${staged("namespace")} n on n.name = m.namespace where ${isStrayMock}`,
  );
  return { namespacesToTrash: namespaces.map(({ name }) => name), mocksToTrash: mocks?.count ?? 0 };
}

/** Of mocks `m`. */
export const isStrayMock = `m.closed_at is null
  and not exists (select from ${staged("mock")} s where s.namespace = m.namespace and s.id = m.id)`;

function countExisting({ name, namespaceColumn }: BackupTable, namespace: string | null): string {
  const where =
    namespace === null || namespaceColumn === null
      ? ""
      : `where ${quote(namespaceColumn)} in (select name from ${staged("namespace")})`;
  return `select count(*)::int as count from ${quote(name)} ${where}`;
}

async function countAll(
  tables: readonly BackupTable[],
  statementOf: (table: BackupTable) => string,
  { tx }: Stage,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const [row] = await tx.$queryRawUnsafe<{ count: number }[]>(statementOf(table));
    counts.set(table.name, row?.count ?? 0);
  }
  return counts;
}
