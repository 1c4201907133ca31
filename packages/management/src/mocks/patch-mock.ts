import { findMock } from "@understudy/database";
import { MockInputSchema, toProblems, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";
import { locateMock, type MockReference, unknownMock } from "./locate-mock.ts";
import { type SavedMock, saveMock } from "./save-mock.ts";

/**
 * Changes some fields of a mock: each field that is given replaces the old one whole, null removes it. Throws `validation`
 * when the mock would not be one any more.
 */
export async function patchMock(
  management: Management,
  actor: Actor,
  request: { reference: MockReference; patch: Record<string, unknown> },
): Promise<SavedMock> {
  const { reference, patch } = request;
  const namespace = await locateMock(management.db, actor, reference);
  authorise(actor, "mock.write", namespace);
  const previous = await findMock(management.db, { namespace, id: reference.id });
  if (previous?.closedAt !== null) throw unknownMock(reference.id, namespace);
  // Masked, so that secrets which the patch does not touch are kept as after any read.
  const merged = { ...maskSecrets(previous.definition), ...patch, id: reference.id, namespace };
  const parsed = MockInputSchema.safeParse(withoutNulls(merged));
  if (!parsed.success) throw validationError(toProblems(parsed.error));
  return saveMock(management, actor, { input: parsed.data, namespace });
}

function withoutNulls(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
