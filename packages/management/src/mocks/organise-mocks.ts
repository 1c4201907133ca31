import {
  findMocks,
  hasFolder,
  lockNamespace,
  organiseMocks as changeMocks,
  type Transaction,
} from "@understudy/database";
import { type Change, type Mock, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { locateMocks, type MockReferences, requireAll } from "./locate-mocks.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

type Organisation = { folderId: string | null } | { tags: string[] };

/**
 * Moves mocks into a folder (null: the root), or gives them these tags instead of theirs: all of them, or none when one is not
 * there. What they answer stays: no new version, no wait for resolvers, and the clock of their `ttl` goes on.
 */
export async function organiseMocks(
  management: Management,
  actor: Actor,
  request: { references: MockReferences; change: Organisation },
): Promise<void> {
  const { references, change } = request;
  const groups = await locateMocks(management.db, actor, { references, action: "mock.write" });
  await transact(management, async (tx) => {
    for (const [namespace, ids] of groups) {
      await lockNamespace(tx, namespace);
      if ("folderId" in change) await requireFolder(tx, { namespace, id: change.folderId });
      const before = await findMocks(tx, { namespace, ids });
      requireAll(ids, await changeMocks(tx, { namespace, ids }, change));
      await recordChanges(management, { tx, author: actor }, toChanges({ namespace, before, change }));
    }
  });
}

/** One for each mock: somebody looks for what became of it. */
function toChanges(organised: {
  namespace: string;
  before: ReadonlyMap<string, Mock>;
  change: Organisation;
}): Change[] {
  const { namespace, before, change } = organised;
  return [...before].map(([id, { definition }]) => ({
    operation: "mock.organise",
    namespace,
    resource: { type: "mock", id },
    before: "tags" in change ? { tags: definition.tags ?? [] } : { folderId: definition.folderId ?? null },
    after: change,
  }));
}

async function requireFolder(
  tx: Transaction,
  { namespace, id }: { namespace: string; id: string | null },
): Promise<void> {
  if (id === null || (await hasFolder(tx, { namespace, id }))) return;
  const message = `there is no folder ${JSON.stringify(id)} in the namespace ${namespace}`;
  throw validationError([{ path: "$.folderId", message }]);
}
