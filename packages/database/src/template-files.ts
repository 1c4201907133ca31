import type { Transaction } from "./client.ts";
import { cutPage, type ListPage } from "./list-page.ts";

/** What is known of a stored file without its content. */
export interface TemplateFileInfo {
  namespace: string;
  name: string;
  bytes: number;
  createdAt: Date;
  updatedAt: Date;
}

interface FileKey {
  namespace: string;
  name: string;
}

interface InfoRow {
  name: string;
  bytes: number;
  created_at: Date;
  updated_at: Date;
}

/** A page of the files of a namespace by name, and how many there are. `search` is part of the name, in any case. */
export async function listTemplateFiles(
  tx: Transaction,
  query: { namespace: string; search: string } & ListPage<string>,
): Promise<{ files: TemplateFileInfo[]; total: number; next: string | null }> {
  const { namespace, search, offset = 0, after = "", limit } = query;
  const [rows, totals] = await Promise.all([
    tx.$queryRaw<InfoRow[]>`
      select name, octet_length(content) as bytes, created_at, updated_at from template_file
      where namespace = ${namespace} and position(lower(${search}) in lower(name)) > 0 and name > ${after}
      order by name limit ${limit + 1} offset ${offset}`,
    tx.$queryRaw<{ total: number }[]>`
      select count(*)::int as total from template_file
      where namespace = ${namespace} and position(lower(${search}) in lower(name)) > 0`,
  ]);
  const { page, next } = cutPage(rows, limit, ({ name }) => name);
  return { files: page.map((row) => toInfo(namespace, row)), total: totals[0]?.total ?? 0, next };
}

/** The content of a file, or null. */
export async function findTemplateContent(tx: Transaction, key: FileKey): Promise<Uint8Array | null> {
  const row = await tx.templateFile.findUnique({
    where: { namespaceName_name: toKey(key) },
    select: { content: true },
  });
  return row?.content ?? null;
}

/** The contents of those of these files that are there, by name. */
export async function findTemplateContents(
  tx: Transaction,
  namespace: string,
  names: readonly string[],
): Promise<Map<string, Uint8Array>> {
  if (names.length === 0) return new Map();
  const rows = await tx.templateFile.findMany({ where: { namespaceName: namespace, name: { in: [...names] } } });
  return new Map(rows.map(({ name, content }) => [name, content]));
}

/** How many files a namespace has besides this one. */
export async function countOtherTemplateFiles(tx: Transaction, { namespace, name }: FileKey): Promise<number> {
  return tx.templateFile.count({ where: { namespaceName: namespace, name: { not: name } } });
}

/** Writes a file whole. */
export async function putTemplateFile(
  tx: Transaction,
  key: FileKey,
  content: Uint8Array<ArrayBuffer>,
): Promise<TemplateFileInfo> {
  const where = { namespaceName_name: toKey(key) };
  const { createdAt, updatedAt } = await tx.templateFile.upsert({
    where,
    create: { ...toKey(key), content },
    update: { content, updatedAt: new Date() },
    select: { createdAt: true, updatedAt: true },
  });
  return { ...key, bytes: content.byteLength, createdAt, updatedAt };
}

/** Returns whether there was such a file. */
export async function removeTemplateFile(tx: Transaction, key: FileKey): Promise<boolean> {
  const { count } = await tx.templateFile.deleteMany({ where: toKey(key) });
  return count > 0;
}

/** Mocks that name a file have changed with it: resolvers load them, and it, anew at the namespace's version `changedAt`. */
export async function markMocksOfTemplate(tx: Transaction, key: FileKey, changedAt: bigint): Promise<void> {
  await tx.mock.updateMany({
    where: { namespaceName: key.namespace, closedAt: null, templateNames: { has: key.name } },
    data: { changedAt },
  });
}

function toKey({ namespace, name }: FileKey): { namespaceName: string; name: string } {
  return { namespaceName: namespace, name };
}

function toInfo(namespace: string, row: InfoRow): TemplateFileInfo {
  return { namespace, name: row.name, bytes: row.bytes, createdAt: row.created_at, updatedAt: row.updated_at };
}

/** Those of these names that no stored file of the namespace has. */
export async function findMissingTemplates(
  tx: Transaction,
  namespace: string,
  names: readonly string[],
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const stored = await tx.templateFile.findMany({
    where: { namespaceName: namespace, name: { in: [...names] } },
    select: { name: true },
  });
  const there = new Set(stored.map(({ name }) => name));
  return new Set(names.filter((name) => !there.has(name)));
}
