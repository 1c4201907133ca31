import { type Mock, type MockDefinition, templateNamesOf } from "@understudy/domain";
import type { Transaction } from "./client.ts";
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
}

/** A mock, deleted ones included, or null. */
export async function findMock(tx: Transaction, key: MockKey): Promise<Mock | null> {
  const row = await tx.mock.findUnique({ where: { namespaceName_id: { namespaceName: key.namespace, id: key.id } } });
  return row && toMock(row);
}

/** Live namespaces, of those given, that have a live mock of this id. `namespaces: null` means all. */
export async function findNamespacesOfMock(
  tx: Transaction,
  id: string,
  namespaces: readonly string[] | null,
): Promise<string[]> {
  const rows = await tx.mock.findMany({
    where: {
      id,
      closedAt: null,
      namespace: { closedAt: null },
      ...(namespaces && { namespaceName: { in: [...namespaces] } }),
    },
    select: { namespaceName: true },
    orderBy: { namespaceName: "asc" },
    take: 20,
  });
  return rows.map((row) => row.namespaceName);
}

/** A page of the live mocks of a namespace, newest first, and how many there are in all. */
export async function listMocks(
  tx: Transaction,
  filter: MockFilter,
  page: { offset: number; limit: number },
): Promise<{ mocks: Mock[]; total: number }> {
  const where = toWhere(filter);
  const [rows, total] = await Promise.all([
    tx.mock.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "asc" }], skip: page.offset, take: page.limit }),
    tx.mock.count({ where }),
  ]);
  return { mocks: rows.map(toMock), total };
}

/** Writes a mock whole; its uses start anew (contract E9). The caller has raised the namespace's version to `changedAt` in the same transaction. */
export async function putMock(tx: Transaction, mock: Mock & { changedAt: bigint }): Promise<void> {
  const values = {
    definition: JSON.stringify(mock.definition),
    tags: mock.definition.tags ?? [],
    folderId: mock.definition.folderId ?? null,
    chainId: mock.definition.chainId ?? null,
    templateNames: templateNamesOf(mock.definition),
    route: mock.definition.http?.route ?? mock.definition.http?.routePattern ?? "",
    version: mock.version,
    changedAt: mock.changedAt,
    createdAt: mock.createdAt,
    updatedAt: mock.updatedAt,
    expireAt: mock.expireAt,
    closedAt: mock.closedAt,
  };
  const key = { namespaceName: mock.namespace, id: mock.id };
  await tx.mock.upsert({ where: { namespaceName_id: key }, create: { ...key, ...values }, update: values });
  await forgetUses(tx, mock);
}

/** Marks a live mock as deleted. Returns false when there is none. */
export async function closeMock(
  tx: Transaction,
  key: MockKey,
  change: { changedAt: bigint; closedAt: Date },
): Promise<boolean> {
  const { count } = await tx.mock.updateMany({
    where: { namespaceName: key.namespace, id: key.id, closedAt: null },
    data: change,
  });
  return count > 0;
}

/** Removes a deleted mock for good. */
export async function removeMock(tx: Transaction, key: MockKey): Promise<void> {
  await tx.mock.deleteMany({ where: { namespaceName: key.namespace, id: key.id, closedAt: { not: null } } });
  await forgetUses(tx, key);
}

function toWhere(filter: MockFilter): MockWhereInput {
  // Prisma makes a LIKE pattern of it and leaves its wildcards in.
  const search = filter.search?.replace(/[\\%_]/g, "\\$&");
  return {
    namespaceName: filter.namespace,
    closedAt: null,
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
    definition: parseDefinition(row.definition),
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    expireAt: row.expireAt,
    closedAt: row.closedAt,
  };
}

/** We wrote it ourselves from a parsed MockDefinition, so it is not checked again. */
export function parseDefinition(text: string): MockDefinition {
  return JSON.parse(text) as MockDefinition;
}
