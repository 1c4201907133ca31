import { type Taken, takeWhole } from "./rest-client.ts";

/** The pages of a list, one behind the other. Each says in its header where the next one is, whatever shape its body has. */
export async function* readPages<Data>(call: PageCall<Data>): AsyncGenerator<Data, void> {
  for (let page: { cursor?: string } | null = {}; page !== null;) {
    const { data, headers } = await takeWhole(call(page));
    yield data;
    const cursor = findNextCursor(headers.get("link"));
    page = cursor === null ? null : { cursor };
  }
}

/** All pages of a list. */
export async function readAllPages<Data>(call: PageCall<Data>): Promise<Data[]> {
  const pages: Data[] = [];
  for await (const page of readPages(call)) pages.push(page);
  return pages;
}

type PageCall<Data> = (page: { cursor?: string }) => Promise<Taken<Data>>;

/** The first `count` items (0: all) of a list whose pages have `pageMax` of them at most; and whether there are more. */
export async function readItems<Data, Item>(
  call: (page: { limit: number; cursor?: string }) => Promise<Taken<Data>>,
  { count, pageMax, itemsOf }: { count: number; pageMax: number; itemsOf: (page: Data) => readonly Item[] },
): Promise<{ items: Item[]; hasMore: boolean }> {
  const items: Item[] = [];
  const wanted = count === 0 ? Infinity : count;
  for (let page: { cursor?: string } = {}; ;) {
    const { data, headers } = await takeWhole(call({ limit: Math.min(pageMax, wanted - items.length), ...page }));
    items.push(...itemsOf(data));
    const cursor = findNextCursor(headers.get("link"));
    if (cursor === null || items.length >= wanted) return { items, hasMore: cursor !== null };
    page = { cursor };
  }
}

/** The cursor in the address of the next page (RFC 8288); null: there is none. */
export function findNextCursor(link: string | null): string | null {
  const [, address] = /<([^>]*)>\s*;\s*rel="next"/.exec(link ?? "") ?? [];
  return address === undefined ? null : new URL(address, "http://localhost").searchParams.get("cursor");
}
