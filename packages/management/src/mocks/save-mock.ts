import { randomUUID } from "node:crypto";
import { findMissingFiles, findMock, putMock, raiseNamespaceVersion, type Transaction } from "@understudy/database";
import {
  listFileUses,
  type Mock,
  type MockDefinition,
  type MockInput,
  type Problem,
  validationError,
} from "@understudy/domain";
import { compileConditions, compileRoutePattern } from "@understudy/matching";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { maskSecrets, sealSecrets } from "../secrets/callback-secrets.ts";

export interface SavedMock {
  /** With its secrets masked. */
  mock: Mock;
  /** Whether a live mock of this id was replaced. */
  isReplaced: boolean;
  /** Resolvers that may still answer the old way for a moment. */
  notYetVisible: string[];
  /** What is worth knowing about it: files that it names and that are not there. */
  warnings: Problem[];
}

/** Creates a mock, or replaces the one that has this id. A deleted id is revived. The change is visible when this returns. */
export async function saveMock(
  management: Management,
  actor: Actor,
  request: { input: MockInput; namespace: string },
): Promise<SavedMock> {
  const { id = randomUUID(), namespace: _named, ...given } = request.input;
  const { namespace } = request;
  authorise(actor, "mock.write", namespace);
  requireMatchable(given);
  await management.changes.prepare();
  const saved = await management.db.$transaction(async (tx) => {
    const changedAt = await raiseNamespaceVersion(tx, namespace);
    const previous = await findMock(tx, { namespace, id });
    const definition = sealSecrets(given, { previous: previous?.definition ?? null, sealing: management.sealing });
    const mock = toMock({ id, namespace, definition, previous, now: new Date() });
    await putMock(tx, { ...mock, changedAt });
    const warnings = await warnOfMissingFiles(tx, mock);
    return { mock, isReplaced: previous !== null && previous.closedAt === null, changedAt, warnings };
  });
  const notYetVisible = await management.changes.awaitVisible({ namespace, version: saved.changedAt });
  const mock = { ...saved.mock, definition: maskSecrets(saved.mock.definition) };
  return { mock, isReplaced: saved.isReplaced, notYetVisible, warnings: saved.warnings };
}

/** Files may come after the mock that names them. */
export async function warnOfMissingFiles(tx: Transaction, { namespace, definition }: Mock): Promise<Problem[]> {
  const uses = listFileUses(definition);
  const names = uses.map(({ name }) => name);
  const missing = await findMissingFiles(tx, namespace, names);
  return uses
    .filter(({ name }) => missing.has(name))
    .map(({ path, name }) => ({ path, message: `there is no file ${JSON.stringify(name)} in the namespace yet` }));
}

/** Saving restarts the clock of `ttl` (contract E8). A replaced mock keeps its date of creation; a revived one starts anew. */
function toMock(save: {
  id: string;
  namespace: string;
  definition: MockDefinition;
  previous: Mock | null;
  now: Date;
}): Mock {
  const { id, namespace, definition, previous, now } = save;
  return {
    id,
    namespace,
    definition,
    version: (previous?.version ?? 0) + 1,
    createdAt: previous?.closedAt === null ? previous.createdAt : now,
    updatedAt: now,
    expireAt: expiryOf(definition, now),
    closedAt: null,
  };
}

/** Paths and patterns of conditions and routes must be readable; whether a file is there is seen when it is called. */
function requireMatchable(definition: MockDefinition): void {
  const conditions = definition.http && compileConditions(definition.http, { findFile: () => "" });
  const problems = [...(conditions?.problems ?? []), ...compileRoutePattern(definition).problems];
  if (problems.length > 0) throw validationError(problems);
}

/** When a mock that is saved now stops answering; null: never. */
export function expiryOf({ ttl }: MockDefinition, now: Date): Date | null {
  return ttl ? new Date(now.getTime() + ttl * 1000) : null;
}
