import { findMock, putMock, raiseNamespaceVersion } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";
import { unknownMock } from "./locate-mock.ts";
import { expiryOf, type SavedMock, warnOfMissingFiles } from "./save-mock.ts";

/** Brings a deleted mock back; it answers again when this returns. Restoring a live one changes nothing. */
export async function restoreMock(
  management: Management,
  actor: Actor,
  key: { namespace: string; id: string },
): Promise<SavedMock> {
  const { namespace, id } = key;
  authorise(actor, "mock.write", namespace);
  await management.changes.prepare();
  const restored = await management.db.$transaction(async (tx) => {
    const version = await raiseNamespaceVersion(tx, namespace);
    const stored = await findMock(tx, key);
    if (stored === null) throw unknownMock(id, namespace);
    const warnings = await warnOfMissingFiles(tx, stored);
    if (stored.closedAt === null) return { mock: stored, version, warnings };
    const now = new Date();
    const mock = { ...stored, closedAt: null, updatedAt: now, expireAt: expiryOf(stored.definition, now) };
    await putMock(tx, { ...mock, changedAt: version });
    return { mock, version, warnings };
  });
  const notYetVisible = await management.changes.awaitVisible({ namespace, version: restored.version });
  const mock = { ...restored.mock, definition: maskSecrets(restored.mock.definition) };
  return { mock, isReplaced: false, notYetVisible, warnings: restored.warnings };
}
