import { findMock, findMocks, putMocks, type Transaction } from "@understudy/database";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";
import { unknownMock } from "./locate-mock.ts";
import { locateMocks, type MockReferences, requireAll } from "./locate-mocks.ts";
import { expiryOf, type SavedMock } from "./write-mock.ts";

/** Brings a deleted mock back; it answers again when this returns. Restoring a live one changes nothing. */
export async function restoreMock(
  management: Management,
  actor: Actor,
  key: { namespace: string; id: string },
): Promise<SavedMock> {
  const { namespace, id } = key;
  authorise(actor, "mock.write", namespace);
  const { result, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    await reopen(tx, { namespace, ids: [id], changedAt: await raise(namespace) });
    const mock = await findMock(tx, key);
    if (mock === null) throw unknownMock(id, namespace);
    return mock;
  });
  return { mock: { ...result, definition: maskSecrets(result.definition) }, isReplaced: false, notYetVisible };
}

/** Brings many deleted mocks back, in one transaction: all of them, or none when one was never there. */
export async function restoreMocks(
  management: Management,
  actor: Actor,
  references: MockReferences,
): Promise<{ notYetVisible: string[] }> {
  const groups = await locateMocks(management.db, actor, { references, action: "mock.write", isDeletedToo: true });
  return changeVisibly(management, async (tx, raise) => {
    for (const [namespace, ids] of groups) {
      requireAll(ids, await reopen(tx, { namespace, ids, changedAt: await raise(namespace) }));
    }
  });
}

/** Returns how many of these mocks are there, deleted or not; those that were deleted are live now, and their `ttl` begins anew. */
async function reopen(
  tx: Transaction,
  { namespace, ids, changedAt }: { namespace: string; ids: string[]; changedAt: bigint },
): Promise<number> {
  const stored = await findMocks(tx, { namespace, ids });
  const updatedAt = new Date();
  const reopened = [...stored.values()]
    .filter(({ closedAt }) => closedAt !== null)
    .map((mock) => ({ ...mock, closedAt: null, updatedAt, expireAt: expiryOf(mock.definition, updatedAt) }));
  await putMocks(tx, reopened, changedAt);
  return stored.size;
}
