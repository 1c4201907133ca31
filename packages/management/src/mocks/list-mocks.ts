import {
  findNamespace,
  findUses,
  listMocks as readMocks,
  type MockFilter,
  type MockPage,
  type MockPosition,
} from "@understudy/database";
import { countedUses, type Mock, type MockUses } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";

/** Most mocks of one page. */
const mocksPageMax = 1_000;

/** A page of the live mocks of a namespace with their uses, newest first, secrets masked; `next`: behind which the next page begins. */
export async function listMocks(
  management: Management,
  actor: Actor,
  query: MockFilter & MockPage,
): Promise<{ mocks: (Mock & { uses: MockUses })[]; total: number; next: MockPosition | null }> {
  authorise(actor, "mock.read", query.namespace);
  if ((await findNamespace(management.db, query.namespace)) === null) throw unknownNamespace(query.namespace);
  const page = { offset: query.offset, after: query.after, limit: Math.min(query.limit, mocksPageMax) };
  const { mocks, total, hasMore } = await readMocks(management.db, query, page);
  // Uses are written behind: what was answered before this read is in it (design 7).
  await management.requestLog.flush();
  const uses = await findUses(
    management.db,
    query.namespace,
    mocks.map(({ id }) => id),
  );
  const view = (mock: Mock) => ({
    ...mock,
    uses: countedUses(mock, uses.get(mock.id)),
    definition: maskSecrets(mock.definition),
  });
  const last = mocks.at(-1);
  return { mocks: mocks.map(view), total, next: hasMore && last !== undefined ? last : null };
}
