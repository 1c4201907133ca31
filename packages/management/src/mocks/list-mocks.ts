import { findNamespace, listMocks as readMocks, type MockFilter } from "@understudy/database";
import type { Mock } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";

/** Most mocks of one page. */
const mocksPageMax = 1_000;

/** A page of the live mocks of a namespace, newest first, secrets masked. */
export async function listMocks(
  management: Management,
  actor: Actor,
  query: MockFilter & { offset: number; limit: number },
): Promise<{ mocks: Mock[]; total: number }> {
  authorise(actor, "mock.read", query.namespace);
  if ((await findNamespace(management.db, query.namespace)) === null) throw unknownNamespace(query.namespace);
  const page = { offset: query.offset, limit: Math.min(query.limit, mocksPageMax) };
  const { mocks, total } = await readMocks(management.db, query, page);
  return { mocks: mocks.map((mock) => ({ ...mock, definition: maskSecrets(mock.definition) })), total };
}
