import type { Transaction } from "./client.ts";

/** A tag and how many live mocks have it. */
export interface TagCount {
  name: string;
  count: number;
}

/** Most tags that one read returns. */
const tagsMax = 10_000;

/** The tags of a namespace, those of its live mocks and those that were made before any mock has them, by name. */
export async function listTags(tx: Transaction, namespace: string): Promise<TagCount[]> {
  return tx.$queryRaw<TagCount[]>`
    select name, sum(uses)::int as count from (
      select name, 0 as uses from tag where namespace = ${namespace}
      union all
      select unnest(tags), 1 from mock where namespace = ${namespace} and closed_at is null
    ) as named group by name order by name limit ${tagsMax}`;
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
