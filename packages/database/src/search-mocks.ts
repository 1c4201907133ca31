import type { Transaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { cutPage, type ListPage } from "./list-page.ts";

/** What a search shows of a mock. */
export interface FoundMock {
  id: string;
  name: string;
  namespace: string;
  createdAt: Date;
}

/** Where a mock is among what was found. */
export type FoundMockPosition = Pick<FoundMock, "name" | "namespace" | "id">;

/**
 * A page of the live mocks of live namespaces (null: of all) that have this in their id or route, in any case, by name; and how many
 * there are. A mock's name is its route, or its id when it has none.
 */
export async function searchMocks(
  tx: Transaction,
  query: { namespaces: readonly string[] | null; search: string } & ListPage<FoundMockPosition>,
): Promise<{ items: FoundMock[]; total: number; next: FoundMockPosition | null }> {
  const { namespaces, search, offset = 0, after, limit } = query;
  const like = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const found = Prisma.sql`
    from mock m join namespace n on n.name = m.namespace and n.closed_at is null
    where m.closed_at is null and (${namespaces}::text[] is null or m.namespace = any(${namespaces}::text[]))
      and (${search} = '' or m.id ilike ${like} or m.route ilike ${like})`;
  const name = Prisma.sql`case when m.route = '' then m.id else m.route end`;
  const isBehind =
    after === undefined
      ? Prisma.empty
      : Prisma.sql`and (${name}, m.namespace, m.id) > (${after.name}, ${after.namespace}, ${after.id})`;
  const [rows, counted] = await Promise.all([
    tx.$queryRaw<FoundMock[]>`
      select m.id, ${name} as name, m.namespace, m.created_at as "createdAt" ${found} ${isBehind}
      order by ${name}, m.namespace, m.id offset ${offset} limit ${limit + 1}`,
    tx.$queryRaw<{ total: number }[]>`select count(*)::int as total ${found}`,
  ]);
  const { page, next } = cutPage(rows, limit, (row) => ({ name: row.name, namespace: row.namespace, id: row.id }));
  return { items: page, total: counted[0]?.total ?? 0, next };
}
