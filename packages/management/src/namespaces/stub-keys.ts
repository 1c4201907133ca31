import { insertStubKey, listStubKeys as readStubKeys, removeStubKey } from "@understudy/database";
import { AppError, type StubKey, stubKeyPrefix, stubKeysMax } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import { createSecretToken, hashSecretToken } from "../identity/secret-token.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { requireNamespace } from "./require-namespace.ts";

/** The keys with which the stubs of a namespace may be called while they are not open to everybody. */
export async function listStubKeys(management: Management, actor: Actor, namespace: string): Promise<StubKey[]> {
  authorise(actor, "namespace.read", namespace);
  await requireNamespace(management, namespace);
  return readStubKeys(management.db, namespace);
}

/** Makes a key, which opens the stubs when this returns. `key` is its value, shown this once. */
export async function createStubKey(
  management: Management,
  actor: Actor,
  { namespace, name }: { namespace: string; name: string },
): Promise<{ key: string; info: StubKey; notYetVisible: string[] }> {
  authorise(actor, "namespace.write", namespace);
  const key = createSecretToken(stubKeyPrefix);
  const { result: info, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    await raise(namespace);
    if ((await readStubKeys(tx, namespace)).length >= stubKeysMax) {
      throw new AppError("conflict", `a namespace has at most ${stubKeysMax} stub keys; revoke one first`);
    }
    const made = await insertStubKey(tx, { namespace, name, hash: hashSecretToken(key), createdBy: actor.login });
    const resource = { type: "stub_key", id: made.id, name };
    await recordChanges(management, { tx, author: actor }, [
      { operation: "stub_key.create", namespace, resource, after: made },
    ]);
    return made;
  });
  return { key, info, notYetVisible };
}

/** Revokes a key: it opens nothing any more when this returns. */
export async function revokeStubKey(
  management: Management,
  actor: Actor,
  { namespace, id }: { namespace: string; id: string },
): Promise<{ notYetVisible: string[] }> {
  authorise(actor, "namespace.write", namespace);
  return changeVisibly(management, async (tx, raise) => {
    await raise(namespace);
    const before = (await readStubKeys(tx, namespace)).find((key) => key.id === id);
    if (before === undefined || !(await removeStubKey(tx, { namespace, id })))
      throw new AppError("not_found", `the namespace ${namespace} has no stub key ${id}`);
    const resource = { type: "stub_key", id, name: before.name };
    await recordChanges(management, { tx, author: actor }, [
      { operation: "stub_key.revoke", namespace, resource, before },
    ]);
  });
}
