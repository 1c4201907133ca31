import { findMocks, putMocks, type Transaction } from "@understudy/database";
import type { Change, Mock } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";
import { warnOfMissingFiles } from "./missing-files.ts";
import { locateMock, type MockReference, unknownMock } from "./locate-mock.ts";
import { toMockChange } from "./mock-change.ts";
import { expiryOf, type SavedMock } from "./write-mock.ts";

/** Brings a deleted mock back; it answers again when this returns. Restoring a live one changes nothing. */
export async function restoreMock(management: Management, actor: Actor, reference: MockReference): Promise<SavedMock> {
  const { id } = reference;
  const namespace = await locateMock(management.db, actor, { ...reference, isDeletedToo: true });
  authorise(actor, "mock.write", namespace);
  const { result, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    const { found, reopened } = await reopen(tx, { namespace, ids: [id], changedAt: await raise(namespace) });
    const mock = found.get(id);
    if (mock === undefined) throw unknownMock(id, namespace);
    await recordChanges(management, { tx, author: actor }, reopened.map(toRestoreChange));
    return { mock, warnings: await warnOfMissingFiles(tx, mock) };
  });
  const mock = { ...result.mock, definition: maskSecrets(result.mock.definition) };
  return { mock, isReplaced: false, notYetVisible, warnings: result.warnings };
}

/** What is told of a mock that came back. */
export function toRestoreChange(mock: Mock): Change {
  return toMockChange("mock.restore", { before: null, after: mock });
}

/**
 * Makes mocks live that were deleted; their `ttl` begins anew. Returns those of the ids that are there, as they are now, and those that
 * were deleted.
 */
export async function reopen(
  tx: Transaction,
  { namespace, ids, changedAt }: { namespace: string; ids: string[]; changedAt: bigint },
): Promise<{ found: Map<string, Mock>; reopened: Mock[] }> {
  const stored = await findMocks(tx, { namespace, ids });
  const updatedAt = new Date();
  const reopened = [...stored.values()]
    .filter(({ closedAt }) => closedAt !== null)
    .map((mock) => ({ ...mock, closedAt: null, updatedAt, expireAt: expiryOf(mock.definition, updatedAt) }));
  await putMocks(tx, reopened, changedAt);
  return { found: new Map([...stored, ...reopened.map((mock) => [mock.id, mock] as const)]), reopened };
}
