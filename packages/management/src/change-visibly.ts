import { raiseNamespaceVersion, type Transaction } from "@understudy/database";
import { openMockRoom } from "./licences/require-room.ts";
import type { Management } from "./management.ts";
import { transact } from "./transact.ts";

/** Raises the version of a namespace, which puts its writers in order, and returns it. */
export type RaiseVersion = (namespace: string) => Promise<bigint>;

/**
 * Makes a change in one transaction; when this returns, every living resolver serves it (design 6), but for those that it names.
 * `change` raises the version of each namespace before it changes it, in order of their names, so that two changes never wait for each other.
 * Throws `forbidden` when it adds mocks beyond what licences allow.
 */
export async function changeVisibly<Result>(
  management: Management,
  change: (tx: Transaction, raise: RaiseVersion) => Promise<Result>,
): Promise<{ result: Result; notYetVisible: string[] }> {
  await management.changes.prepare();
  const { result, raised } = await transact(management, async (tx) => {
    const versions = new Map<string, bigint>();
    const room = await openMockRoom(management, tx);
    const raise: RaiseVersion = async (namespace) => {
      const version = await raiseNamespaceVersion(tx, namespace);
      versions.set(namespace, version);
      await room?.look(namespace);
      return version;
    };
    const changed = await change(tx, raise);
    await room?.check();
    return { result: changed, raised: versions };
  });
  const late = await Promise.all(
    [...raised].map(([namespace, version]) => management.changes.awaitVisible({ namespace, version })),
  );
  return { result, notYetVisible: [...new Set(late.flat())] };
}
