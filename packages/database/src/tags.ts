import type { Transaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { cutPage, type PageBehind } from "./list-page.ts";

/** A tag and how many live mocks have it. */
export interface TagCount {
  name: string;
  count: number;
}

/** A page of the tags of a namespace, those of its live mocks and those that were made before any mock has them, by name; and how many there are. */
export async function listTags(
  tx: Transaction,
  namespace: string,
  { after, limit }: PageBehind<string>,
): Promise<{ tags: TagCount[]; total: number; next: string | null }> {
  const named = Prisma.sql`(
    select name, 0 as uses from tag where namespace = ${namespace}
    union all
    select unnest(tags), 1 from mock where namespace = ${namespace} and closed_at is null
  ) as named`;
  const isBehind = after === undefined ? Prisma.empty : Prisma.sql`where name > ${after}`;
  const [rows, totals] = await Promise.all([
    tx.$queryRaw<TagCount[]>`
      select name, sum(uses)::int as count from ${named} ${isBehind} group by name order by name limit ${limit + 1}`,
    tx.$queryRaw<{ total: number }[]>`select count(distinct name)::int as total from ${named}`,
  ]);
  const { page, next } = cutPage(rows, limit, ({ name }) => name);
  return { tags: page, total: totals[0]?.total ?? 0, next };
}

/** How many live mocks have a tag. */
export async function countMocksOfTag(tx: Transaction, namespace: string, name: string): Promise<number> {
  return tx.mock.count({ where: { namespaceName: namespace, closedAt: null, tags: { has: name } } });
}

/** How many tags were made on their own. */
export async function countMadeTags(tx: Transaction, namespace: string): Promise<number> {
  return tx.tag.count({ where: { namespaceName: namespace } });
}

/** Makes a tag; one that is there already stays. Returns whether it is new. */
export async function putTag(tx: Transaction, namespace: string, name: string): Promise<boolean> {
  const { count } = await tx.tag.createMany({ data: [{ namespaceName: namespace, name }], skipDuplicates: true });
  return count > 0;
}
