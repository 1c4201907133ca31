import { findNamespace, findUses, listMocks as readMocks, type MockFilter } from "@understudy/database";
import { countedUses, type Mock, type MockUses } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";

/** Most mocks of one page. */
const mocksPageMax = 1_000;

/** A page of the live mocks of a namespace with their uses, newest first, secrets masked. */
export async function listMocks(
  management: Management,
  actor: Actor,
  query: MockFilter & { offset: number; limit: number },
): Promise<{ mocks: (Mock & { uses: MockUses })[]; total: number }> {
  authorise(actor, "mock.read", query.namespace);
  if ((await findNamespace(management.db, query.namespace)) === null) throw unknownNamespace(query.namespace);
  const page = { offset: query.offset, limit: Math.min(query.limit, mocksPageMax) };
  const { mocks, total } = await readMocks(management.db, query, page);
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
  return { mocks: mocks.map(view), total };
}
