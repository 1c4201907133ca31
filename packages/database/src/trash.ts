import type { TrashItem, TrashType } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { cutPage, type ListPage } from "./list-page.ts";
import { purging } from "./purge-namespace.ts";

/** Which part of the trash is meant. */
export interface TrashFilter {
  /** Null: of all namespaces, and the deleted namespaces themselves. */
  namespace: string | null;
  types?: readonly TrashType[] | undefined;
  /** Part of the name or id, in any case. */
  search?: string | undefined;
  closedBy?: string | undefined;
  groupIds?: readonly string[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Where something is in the trash. */
export interface TrashPosition {
  at: Date;
  type: TrashType;
  namespace: string;
  id: string;
}

/** A page of what was deleted, the last first, and how much there is in all. */
export async function listTrash(
  tx: Transaction,
  filter: TrashFilter,
  { offset = 0, after, limit }: ListPage<TrashPosition>,
): Promise<{ items: TrashItem[]; total: number; next: TrashPosition | null }> {
  const [rows, counted] = await Promise.all([
    tx.$queryRaw<TrashItem[]>`
      select * from (${trash(filter)}) t where ${isBehind(after)}
      order by "closedAt" desc, type, namespace, id offset ${offset} limit ${limit + 1}`,
    countTrash(tx, filter),
  ]);
  const toPosition = ({ closedAt, type, namespace, id }: TrashItem) => ({ at: closedAt, type, namespace, id });
  const { page, next } = cutPage(rows, limit, toPosition);
  return { items: page, total: counted.reduce((sum, { count }) => sum + count, 0), next };
}

function isBehind(after: TrashPosition | undefined): Prisma.Sql {
  if (after === undefined) return Prisma.sql`true`;
  const { at, type, namespace, id } = after;
  return Prisma.sql`("closedAt" < ${at}::timestamptz
    or ("closedAt" = ${at}::timestamptz and (type, namespace, id) > (${type}, ${namespace}, ${id})))`;
}

/** How much was deleted of each type of which there is something. */
export function countTrash(tx: Transaction, filter: TrashFilter): Promise<{ type: TrashType; count: number }[]> {
  return tx.$queryRaw`select type, count(*)::int as count from (${trash(filter)}) t group by type order by type`;
}

/** Mocks of a deleted namespace are in the trash only if they were deleted before; they can't come back without it. */
function trash(filter: TrashFilter): Prisma.Sql {
  const { namespace, types } = filter;
  const wanted = (type: TrashType): boolean => types === undefined || types.includes(type);
  const mocks = Prisma.sql`
    select 'mock' as type, m.id, case when m.route = '' then m.id else m.route end as name, m.namespace,
      m.closed_at as "closedAt", m.closed_by as "closedBy", m.closed_reason as "closedReason",
      m.cascade_group_id as "groupId", n.closed_at is null as "isRestorable"
    from mock m join namespace n on n.name = m.namespace
    where m.closed_at is not null and ${wanted("mock")} ${namespace === null ? Prisma.empty : Prisma.sql`and m.namespace = ${namespace}`}
      and ${toWhere(filter, "m", Prisma.sql`(m.id ilike ${likeOf(filter)} or m.route ilike ${likeOf(filter)})`)}`;
  if (namespace !== null) return mocks;
  return Prisma.sql`${mocks} union all
    select 'namespace', s.name, coalesce(nullif(s.display_name, ''), s.name), s.name, s.closed_at, s.closed_by, s.closed_reason,
      s.cascade_group_id, s.closed_reason is distinct from ${purging}
    from namespace s where s.closed_at is not null and ${wanted("namespace")}
      and ${toWhere(filter, "s", Prisma.sql`(s.name ilike ${likeOf(filter)} or s.display_name ilike ${likeOf(filter)})`)}`;
}

function toWhere(filter: TrashFilter, alias: "m" | "s", isFound: Prisma.Sql): Prisma.Sql {
  const column = (name: string): Prisma.Sql => Prisma.raw(`${alias}.${name}`);
  const { search, closedBy, groupIds, from, to } = filter;
  return Prisma.join(
    [
      ...(search === undefined ? [] : [isFound]),
      ...(closedBy === undefined ? [] : [Prisma.sql`${column("closed_by")} = ${closedBy}`]),
      ...(groupIds === undefined ? [] : [Prisma.sql`${column("cascade_group_id")} = any(${[...groupIds]}::uuid[])`]),
      ...(from === undefined ? [] : [Prisma.sql`${column("closed_at")} >= ${from}`]),
      ...(to === undefined ? [] : [Prisma.sql`${column("closed_at")} <= ${to}`]),
      Prisma.sql`true`,
    ],
    " and ",
  );
}

function likeOf({ search = "" }: TrashFilter): string {
  return `%${search.replace(/[\\%_]/g, "\\$&")}%`;
}

/** What was deleted together. */
export interface TrashGroup {
  namespaces: string[];
  /** By namespace, in the order of their names. */
  mocks: { namespace: string; ids: string[]; isNamespaceDeleted: boolean }[];
}

/** What is left in the trash of what was deleted together: of one namespace, or of all and with the namespaces themselves. */
export async function findTrashGroup(
  tx: Transaction,
  { namespace, groupId }: { namespace: string | null; groupId: string },
): Promise<TrashGroup> {
  const group = { cascadeGroupId: groupId, closedAt: { not: null } };
  const mocks = await tx.$queryRaw<TrashGroup["mocks"]>`
    select m.namespace, array_agg(m.id order by m.id) as ids, bool_and(n.closed_at is not null) as "isNamespaceDeleted"
    from mock m join namespace n on n.name = m.namespace
    where m.cascade_group_id = ${groupId}::uuid and m.closed_at is not null
      and (${namespace}::text is null or m.namespace = ${namespace})
    group by m.namespace order by m.namespace`;
  if (namespace !== null) return { namespaces: [], mocks };
  const namespaces = await tx.namespace.findMany({ where: group, select: { name: true }, orderBy: { name: "asc" } });
  return { namespaces: namespaces.map(({ name }) => name), mocks };
}

/** Namespaces of which a purge was begun and not finished. */
export async function listPurgedNamespaces(tx: Transaction): Promise<string[]> {
  const rows = await tx.namespace.findMany({ where: { closedReason: purging }, select: { name: true } });
  return rows.map(({ name }) => name);
}

/** Deleted mocks of a namespace that were deleted before this, by id, at most `limit`. */
export async function listOldTrash(
  tx: Transaction,
  { namespace, before, limit }: { namespace: string; before: Date; limit: number },
): Promise<string[]> {
  const rows = await tx.mock.findMany({
    where: { namespaceName: namespace, closedAt: { lt: before } },
    select: { id: true },
    take: limit,
  });
  return rows.map(({ id }) => id);
}
