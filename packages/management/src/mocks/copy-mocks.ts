import { findMocks, findNamespace, listMocks, type Transaction } from "@understudy/database";
import { batchItemsMax, type Mock, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { locateMocks } from "./locate-mocks.ts";
import { toSaveChange } from "./mock-change.ts";
import { nextMock, storeMocks } from "./write-mock.ts";

export interface CopyRequest {
  targetNamespace: string;
  /** Some mocks, by id (`path` is where the ids stand in the request; no namespace: wherever they are), or all of a namespace. */
  source: { ids: readonly string[]; namespace: string | undefined; path: string } | { namespace: string };
}

/**
 * Copies mocks into another namespace under the same ids, in one transaction; what is there under such an id is replaced. Secrets are
 * carried sealed (contract, Decided 7). Copies stand at the root: folders are a namespace's own, and so are files and stores.
 */
export async function copyMocks(
  management: Management,
  actor: Actor,
  request: CopyRequest,
): Promise<{ ids: string[]; notYetVisible: string[] }> {
  const { targetNamespace } = request;
  authorise(actor, "mock.write", targetNamespace);
  const sources = await readSources(management.db, actor, request);
  const { result, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    const changedAt = await raise(targetNamespace);
    const ids = sources.map(({ id }) => id);
    const replaced = await findMocks(tx, { namespace: targetNamespace, ids });
    const now = new Date();
    const copies = sources.map(({ id, definition: { folderId: _folder, ...definition } }) =>
      nextMock({ id, namespace: targetNamespace, definition, previous: replaced.get(id) ?? null, now }),
    );
    await storeMocks(tx, copies, changedAt);
    const changes = copies.map((copy) => toSaveChange(replaced.get(copy.id) ?? null, copy));
    await recordChanges(management, { tx, author: actor }, changes);
    return ids;
  });
  return { ids: result, notYetVisible };
}

async function readSources(tx: Transaction, actor: Actor, { source, targetNamespace }: CopyRequest): Promise<Mock[]> {
  if (!("ids" in source)) {
    requireOther(source.namespace, targetNamespace);
    return readAll(tx, actor, source.namespace);
  }
  const { path, ...references } = source;
  const groups = await locateMocks(tx, actor, { references, action: "mock.read", path });
  for (const [namespace] of groups) requireOther(namespace, targetNamespace);
  const found = await Promise.all(groups.map(([namespace, ids]) => findMocks(tx, { namespace, ids })));
  return found.flatMap((mocks) => [...mocks.values()]);
}

function requireOther(namespace: string, targetNamespace: string): void {
  if (namespace !== targetNamespace) return;
  throw validationError([{ path: "$.targetNamespace", message: "must be another namespace than that of the mocks" }]);
}

async function readAll(tx: Transaction, actor: Actor, namespace: string): Promise<Mock[]> {
  authorise(actor, "mock.read", namespace);
  if ((await findNamespace(tx, namespace)) === null) throw unknownNamespace(namespace);
  const { mocks, total } = await listMocks(tx, { namespace }, { offset: 0, limit: batchItemsMax });
  if (total <= batchItemsMax) return mocks;
  const message = `is required: ${namespace} has ${total} mocks, and one request copies at most ${batchItemsMax}`;
  throw validationError([{ path: "$.mockIds", message }]);
}
