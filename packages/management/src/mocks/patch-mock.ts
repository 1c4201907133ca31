import { type MockInput, MockInputSchema, toProblems, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { maskSecrets, sealSecrets } from "../secrets/callback-secrets.ts";
import { locateMock, type MockReference, unknownMock } from "./locate-mock.ts";
import type { Precondition } from "./precondition.ts";
import { readInput, requireMatchable, requireSealed } from "./save-mock.ts";
import { type SavedMock, writeMock } from "./write-mock.ts";

/**
 * Changes some fields of a mock: each field that is given replaces the old one whole, null removes it. Throws `validation`
 * when the mock would not be one any more.
 */
export async function patchMock(
  management: Management,
  actor: Actor,
  request: { reference: MockReference; patch: Record<string, unknown>; precondition?: Precondition | undefined },
): Promise<SavedMock> {
  const { reference, patch, precondition } = request;
  const { id } = reference;
  const namespace = await locateMock(management.db, actor, reference);
  authorise(actor, "mock.write", namespace);
  return writeMock(management, { actor, namespace, id, precondition }, (previous) => {
    if (previous?.closedAt !== null) throw unknownMock(id, namespace);
    // Masked, so that secrets which the patch does not touch are kept as after any read.
    const { definition } = readInput(parsePatched({ ...maskSecrets(previous.definition), ...patch, id, namespace }));
    requireMatchable(definition);
    return requireSealed(sealSecrets(definition, { previous: previous.definition, sealing: management.sealing }));
  });
}

function parsePatched(fields: object): MockInput {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  const parsed = MockInputSchema.safeParse(given);
  if (!parsed.success) throw validationError(toProblems(parsed.error));
  return parsed.data;
}
