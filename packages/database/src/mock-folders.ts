import type { MockFolder } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { MockFolderModel } from "./generated/models.ts";

interface FolderKey {
  namespace: string;
  id: string;
}

/** What is stored of a folder: how many mocks are in it is counted. */
export type StoredFolder = Omit<MockFolder, "mockCount">;

/** All folders of a namespace, in the order in which they are shown. Their number is limited where they are made. */
export async function listFolders(tx: Transaction, namespace: string): Promise<MockFolder[]> {
  const rows = await tx.mockFolder.findMany({
    where: { namespaceName: namespace },
    orderBy: [{ sortOrder: "asc" }, { name: "asc" }, { id: "asc" }],
  });
  const counted = await tx.mock.groupBy({
    by: ["folderId"],
    where: { namespaceName: namespace, closedAt: null, folderId: { not: null } },
    _count: true,
  });
  const counts = new Map(counted.map(({ folderId, _count }) => [folderId, _count]));
  return rows.map((row) => toFolder(row, counts.get(row.id) ?? 0));
}

/** Live namespaces, of those given, that have a folder of this id. `namespaces: null` means all. */
export async function findNamespacesOfFolder(
  tx: Transaction,
  id: string,
  namespaces: readonly string[] | null,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select n.name from mock_folder f join namespace n on n.name = f.namespace and n.closed_at is null
    where f.id = ${id} and (${namespaces}::text[] is null or n.name = any(${namespaces}::text[]))
    order by n.name limit 20`;
  return rows.map(({ name }) => name);
}

/** Writes a folder whole. */
export async function putFolder(tx: Transaction, folder: StoredFolder): Promise<void> {
  const { namespace, id, ...values } = folder;
  const key = { namespaceName: namespace, id };
  await tx.mockFolder.upsert({
    where: { namespaceName_id: key },
    create: { ...key, ...values },
    update: values,
  });
}

/** Removes a folder: the mocks in it, deleted ones too, go to the root, the folders in it to its parent. */
export async function removeFolder(tx: Transaction, folder: StoredFolder): Promise<void> {
  const { namespace: namespaceName, id, parentId } = folder;
  const updatedAt = new Date();
  await tx.mock.updateMany({ where: { namespaceName, folderId: id }, data: { folderId: null, updatedAt } });
  await tx.mockFolder.updateMany({ where: { namespaceName, parentId: id }, data: { parentId, updatedAt } });
  await tx.mockFolder.deleteMany({ where: { namespaceName, id } });
}

/** Whether there is such a folder. */
export async function hasFolder(tx: Transaction, { namespace, id }: FolderKey): Promise<boolean> {
  return (await tx.mockFolder.count({ where: { namespaceName: namespace, id } })) > 0;
}

function toFolder(row: MockFolderModel, mockCount: number): MockFolder {
  const { namespaceName, ...folder } = row;
  return { ...folder, namespace: namespaceName, mockCount };
}
