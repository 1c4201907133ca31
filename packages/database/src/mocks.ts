import { type Mock, type MockDefinition, templateNamesOf } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import { type Closing, reopened } from "./closing.ts";
import type { MockModel, MockWhereInput } from "./generated/models.ts";
import { forgetUses } from "./uses.ts";

export interface MockKey {
  namespace: string;
  id: string;
}

export interface MockFilter {
  namespace: string;
  /** Part of the id, the route or a tag, in any case. */
  search?: string | undefined;
  /** A mock must have all of them. */
  tags?: readonly string[] | undefined;
  chainId?: string | undefined;
}

/** Some mocks of a namespace. */
export type MockSelection = { namespace: string } & ({ ids: readonly string[] } | { chainId: string });

/** A mock, deleted ones included, or null. */
export async function findMock(tx: Transaction, key: MockKey): Promise<Mock | null> {
  const row = await tx.mock.findUnique({ where: { namespaceName_id: { namespaceName: key.namespace, id: key.id } } });
  return row && toMock(row);
}

/** The mocks of a namespace that have these ids, deleted ones included, by id. */
export async function findMocks(
  tx: Transaction,
  { namespace, ids }: { namespace: string; ids: readonly string[] },
): Promise<Map<string, Mock>> {
  const rows = await tx.mock.findMany({ where: { namespaceName: namespace, id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, toMock(row)]));
}

/** Most places that one look-up returns. */
const placesMax = 100_000;

/**
 * Live namespaces, of those given, that have a mock of these ids, by id, in order of name. `namespaces: null` means all.
 * `isDeletedToo`: a deleted mock counts as well.
 */
export async function findNamespacesOfMocks(
  tx: Transaction,
  query: { ids: readonly string[]; namespaces: readonly string[] | null; isDeletedToo?: boolean | undefined },
): Promise<Map<string, string[]>> {
  const rows = await tx.mock.findMany({
    where: {
      id: { in: [...query.ids] },
      ...(!query.isDeletedToo && { closedAt: null }),
      namespace: { closedAt: null },
      ...(query.namespaces && { namespaceName: { in: [...query.namespaces] } }),
    },
    select: { id: true, namespaceName: true },
    orderBy: { namespaceName: "asc" },
    take: placesMax,
  });
  const found = Map.groupBy(rows, ({ id }) => id);
  return new Map([...found].map(([id, places]) => [id, places.map(({ namespaceName }) => namespaceName)]));
}

/** Where a mock is in the list: what it is sorted by. */
export type MockPosition = Pick<Mock, "createdAt" | "id">;

/** So many mocks behind the first `offset`, or behind the one at a position. */
export interface MockPage {
  offset: number;
  after?: MockPosition | undefined;
  limit: number;
}

/** A page of the live mocks of a namespace, newest first, how many there are in all, and whether there are some behind it. */
export async function listMocks(
  tx: Transaction,
  filter: MockFilter,
  { offset, after, limit }: MockPage,
): Promise<{ mocks: Mock[]; total: number; hasMore: boolean }> {
  const where = toWhere(filter);
  const [rows, total] = await Promise.all([
    tx.mock.findMany({
      where: after === undefined ? where : { AND: [where, isBehind(after)] },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      skip: offset,
      take: limit + 1,
    }),
    tx.mock.count({ where }),
  ]);
  return { mocks: rows.slice(0, limit).map(toMock), total, hasMore: rows.length > limit };
}

function isBehind({ createdAt, id }: MockPosition): MockWhereInput {
  return { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { gt: id } }] };
}

/** All live mocks of a namespace. */
export async function listLiveMocks(tx: Transaction, namespace: string): Promise<Mock[]> {
  const rows = await tx.mock.findMany({ where: { namespaceName: namespace, closedAt: null } });
  return rows.map(toMock);
}

/** All live mocks of a chain. */
export async function listChainMocks(
  tx: Transaction,
  { namespace, chainId }: { namespace: string; chainId: string },
): Promise<Mock[]> {
  const rows = await tx.mock.findMany({ where: { namespaceName: namespace, chainId, closedAt: null } });
  return rows.map(toMock);
}

/**
 * Writes mocks of one namespace whole; their uses start anew (contract E9). The caller has raised the namespace's version to `changedAt` in the same transaction, which
 * keeps other writers away between the two statements.
 */
export async function putMocks(tx: Transaction, mocks: readonly Mock[], changedAt: bigint): Promise<void> {
  const namespace = mocks[0]?.namespace;
  if (namespace === undefined) return;
  const ids = mocks.map(({ id }) => id);
  await tx.mock.deleteMany({ where: { namespaceName: namespace, id: { in: ids } } });
  await tx.mock.createMany({ data: mocks.map((mock) => toRow(mock, changedAt)) });
  await forgetUses(tx, namespace, ids);
}

/** Marks live mocks as deleted. Returns how many there were. */
export async function closeMocks(
  tx: Transaction,
  mocks: MockSelection,
  change: Closing & { changedAt: bigint },
): Promise<number> {
  const { count } = await tx.mock.updateMany({ where: { ...toSelection(mocks), closedAt: null }, data: change });
  return count;
}

/**
 * Puts live mocks into a folder (null: the root), or gives them these tags instead of theirs. Says nothing about what they answer:
 * neither their version nor the namespace's is raised. Returns how many there were.
 */
export async function organiseMocks(
  tx: Transaction,
  mocks: MockSelection,
  change: { folderId: string | null } | { tags: string[] },
): Promise<number> {
  const { count } = await tx.mock.updateMany({
    where: { ...toSelection(mocks), closedAt: null },
    data: { ...change, updatedAt: new Date() },
  });
  return count;
}

/**
 * Removes deleted mocks for good with their history, uses and log, in one transaction: else the next mock of such an id would meet them.
 * Returns how many there were.
 */
export async function removeMocks(
  tx: Transaction,
  { namespace, ids }: { namespace: string; ids: readonly string[] },
): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    delete from mock where namespace = ${namespace} and id = any(${[...ids]}) and closed_at is not null returning id`;
  const removed = rows.map(({ id }) => id);
  if (removed.length === 0) return 0;
  const ofThem = { namespaceName: namespace, mockId: { in: removed } };
  await tx.mockVersion.deleteMany({ where: ofThem });
  await tx.loggedRequest.deleteMany({ where: ofThem });
  await forgetUses(tx, namespace, removed);
  return removed.length;
}

function toSelection(mocks: MockSelection): MockWhereInput {
  const which = "ids" in mocks ? { id: { in: [...mocks.ids] } } : { chainId: mocks.chainId };
  return { namespaceName: mocks.namespace, ...which };
}

function toRow(mock: Mock, changedAt: bigint): MockModel {
  const { definition } = mock;
  return {
    namespaceName: mock.namespace,
    id: mock.id,
    definition: JSON.stringify(definition),
    tags: definition.tags ?? [],
    folderId: definition.folderId ?? null,
    chainId: definition.chainId ?? null,
    templateNames: templateNamesOf(definition),
    route: definition.http?.route ?? definition.http?.routePattern ?? "",
    version: mock.version,
    changedAt,
    createdAt: mock.createdAt,
    updatedAt: mock.updatedAt,
    expireAt: mock.expireAt,
    // What is written whole is live.
    ...reopened,
  };
}

function toWhere(filter: MockFilter): MockWhereInput {
  // Prisma makes a LIKE pattern of it and leaves its wildcards in.
  const search = filter.search?.replace(/[\\%_]/g, "\\$&");
  return {
    namespaceName: filter.namespace,
    closedAt: null,
    ...(filter.chainId !== undefined && { chainId: filter.chainId }),
    ...(filter.tags && filter.tags.length > 0 && { tags: { hasEvery: [...filter.tags] } }),
    ...(search && {
      OR: [
        { id: { contains: search, mode: "insensitive" } },
        { route: { contains: search, mode: "insensitive" } },
        { tags: { has: filter.search ?? "" } },
      ],
    }),
  };
}

function toMock(row: MockModel): Mock {
  return {
    id: row.id,
    namespace: row.namespaceName,
    definition: withOrganisation(parseDefinition(row.definition), row),
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    expireAt: row.expireAt,
    closedAt: row.closedAt,
  };
}

/** Tags and folders are changed in bulk, without touching the text of a definition: what the columns say counts. */
function withOrganisation(definition: MockDefinition, { tags, folderId }: MockModel): MockDefinition {
  return {
    ...definition,
    ...((tags.length > 0 || definition.tags) && { tags }),
    ...((folderId !== null || definition.folderId) && { folderId }),
  };
}

/** We wrote it ourselves from a parsed MockDefinition, so it is not checked again. */
export function parseDefinition(text: string): MockDefinition {
  return JSON.parse(text) as MockDefinition;
}
