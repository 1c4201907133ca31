import { findMock, findUses } from "@understudy/database";
import { countedUses, type Mock, type MockUses } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";
import { locateMock, type MockReference, unknownMock } from "./locate-mock.ts";

/** A live mock and its uses, its secrets masked. Throws `not_found` when there is none that the actor may read. */
export async function getMock(
  management: Management,
  actor: Actor,
  reference: MockReference,
): Promise<Mock & { uses: MockUses }> {
  const namespace = await locateMock(management.db, actor, reference);
  authorise(actor, "mock.read", namespace);
  const mock = await findMock(management.db, { namespace, id: reference.id });
  if (mock?.closedAt !== null) throw unknownMock(reference.id, namespace);
  const uses = await findUses(management.db, namespace, [mock.id]);
  return { ...mock, uses: countedUses(mock, uses.get(mock.id)), definition: maskSecrets(mock.definition) };
}
