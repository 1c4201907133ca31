import { randomUUID } from "node:crypto";
import {
  findNamespace,
  findNamespacesOfFolder,
  listFolders as readFolders,
  lockNamespace,
  putFolder,
  removeFolder,
  type Transaction,
} from "@understudy/database";
import {
  AppError,
  type ChangedResource,
  type FolderChange,
  type MockFolder,
  validationError,
} from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { chooseNamespace } from "../mocks/locate-mock.ts";
import { authorise, unknownNamespace, visibleNamespaces } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

/** Which folder is meant. `namespace` is undefined when the request names none. */
export interface FolderReference {
  id: string;
  namespace: string | undefined;
}

/** Most folders of a namespace. */
const foldersMax = 1_000;

/** All folders of a namespace, in the order in which they are shown, with the number of live mocks in each. */
export async function listFolders(management: Management, actor: Actor, namespace: string): Promise<MockFolder[]> {
  authorise(actor, "mock.read", namespace);
  if ((await findNamespace(management.db, namespace)) === null) throw unknownNamespace(namespace);
  return readFolders(management.db, namespace);
}

/** Makes a folder in another one, or at the root. */
export async function createFolder(
  management: Management,
  actor: Actor,
  input: { namespace: string; name: string; parentId: string | null; sortOrder: number },
): Promise<MockFolder> {
  const { namespace } = input;
  authorise(actor, "mock.write", namespace);
  return transact(management, async (tx) => {
    await lockNamespace(tx, namespace);
    const folders = await readFolders(tx, namespace);
    if (folders.length >= foldersMax) throw new AppError("conflict", `a namespace has at most ${foldersMax} folders`);
    const now = new Date();
    const folder: MockFolder = { ...input, id: randomUUID(), mockCount: 0, createdAt: now, updatedAt: now };
    const stored = await store(tx, folder, folders);
    await recordChanges(management, { tx, author: actor }, [
      { operation: "folder.create", namespace, resource: toFolderResource(stored), after: stored },
    ]);
    return stored;
  });
}

/** Renames a folder, moves it into another one or puts it elsewhere in the order: what is not given stays. */
export async function changeFolder(
  management: Management,
  actor: Actor,
  { reference, change }: { reference: FolderReference; change: FolderChange },
): Promise<MockFolder> {
  const namespace = await locateFolder(management.db, actor, reference);
  return transact(management, async (tx) => {
    await lockNamespace(tx, namespace);
    const folders = await readFolders(tx, namespace);
    const before = requireFolder(folders, reference.id, namespace);
    const { name, parentId, sortOrder, ...kept } = before;
    const changed = {
      ...kept,
      name: change.name ?? name,
      parentId: change.parentId === undefined ? parentId : change.parentId,
      sortOrder: change.sortOrder ?? sortOrder,
      updatedAt: new Date(),
    };
    const after = await store(tx, changed, folders);
    await recordChanges(management, { tx, author: actor }, [
      { operation: "folder.update", namespace, resource: toFolderResource(after), before, after },
    ]);
    return after;
  });
}

/** Removes a folder: the mocks in it go to the root, the folders in it to its parent. */
export async function deleteFolder(management: Management, actor: Actor, reference: FolderReference): Promise<void> {
  const namespace = await locateFolder(management.db, actor, reference);
  await transact(management, async (tx) => {
    await lockNamespace(tx, namespace);
    const before = requireFolder(await readFolders(tx, namespace), reference.id, namespace);
    await removeFolder(tx, before);
    await recordChanges(management, { tx, author: actor }, [
      { operation: "folder.delete", namespace, resource: toFolderResource(before), before },
    ]);
  });
}

/** Where a folder is; the actor may change it there. */
async function locateFolder(tx: Transaction, actor: Actor, { id, namespace }: FolderReference): Promise<string> {
  const located =
    namespace ??
    chooseNamespace(
      actor,
      `the folder ${JSON.stringify(id)}`,
      await findNamespacesOfFolder(tx, id, visibleNamespaces(actor)),
    );
  authorise(actor, "mock.write", located);
  return located;
}

function requireFolder(folders: readonly MockFolder[], id: string, namespace: string): MockFolder {
  const folder = folders.find((one) => one.id === id);
  if (folder !== undefined) return folder;
  throw new AppError("not_found", `there is no folder ${JSON.stringify(id)} in the namespace ${namespace}`);
}

function toFolderResource({ id, name }: MockFolder): ChangedResource {
  return { type: "folder", id, name };
}

/** Writes a folder. Throws when its parent is not there, is the folder itself or is somewhere in it. */
async function store(tx: Transaction, folder: MockFolder, folders: readonly MockFolder[]): Promise<MockFolder> {
  const parents = new Map(folders.map(({ id, parentId }) => [id, parentId]));
  if (folder.parentId !== null && !parents.has(folder.parentId)) {
    const message = `there is no folder ${JSON.stringify(folder.parentId)} in the namespace ${folder.namespace}`;
    throw validationError([{ path: "$.parentId", message }]);
  }
  for (let above = folder.parentId; above !== null; above = parents.get(above) ?? null) {
    if (above !== folder.id) continue;
    throw validationError([{ path: "$.parentId", message: "must not be the folder itself, nor one in it" }]);
  }
  const { mockCount: _counted, ...stored } = folder;
  await putFolder(tx, stored);
  return folder;
}
