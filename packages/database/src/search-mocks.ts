import type { Transaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/** What a search shows of a mock. */
export interface FoundMock {
  id: string;
  name: string;
  namespace: string;
  createdAt: Date;
}

/**
 * A page of the live mocks of live namespaces (null: of all) that have this in their id or route, in any case, by name; and how many
 * there are. A mock's name is its route, or its id when it has none.
 */
export async function searchMocks(
  tx: Transaction,
  query: { namespaces: readonly string[] | null; search: string; offset: number; limit: number },
): Promise<{ items: FoundMock[]; total: number }> {
  const { namespaces, search, offset, limit } = query;
  const like = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const found = Prisma.sql`
    from mock m join namespace n on n.name = m.namespace and n.closed_at is null
    where m.closed_at is null and (${namespaces}::text[] is null or m.namespace = any(${namespaces}::text[]))
      and (${search} = '' or m.id ilike ${like} or m.route ilike ${like})`;
  const [items, counted] = await Promise.all([
    tx.$queryRaw<FoundMock[]>`
      select m.id, case when m.route = '' then m.id else m.route end as name, m.namespace, m.created_at as "createdAt" ${found}
      order by name, m.namespace, m.id offset ${offset} limit ${limit}`,
    tx.$queryRaw<{ total: number }[]>`select count(*)::int as total ${found}`,
  ]);
  return { items, total: counted[0]?.total ?? 0 };
}
