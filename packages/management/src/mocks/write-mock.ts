import { addMockVersions, findMock, putMocks, type Transaction } from "@understudy/database";
import type { Mock, MockDefinition, Problem } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";
import { warnOfMissingFiles } from "./missing-files.ts";
import { toMockChange, toSaveChange } from "./mock-change.ts";
import { type Precondition, requirePrecondition } from "./precondition.ts";
import { findUnknownAnswers } from "./unknown-answers.ts";

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

/** What is written, and who writes it. */
export interface MockWriting {
  actor: Actor;
  namespace: string;
  id: string;
  precondition: Precondition | undefined;
  /** It is made again what it was: an update, whatever became of it since (contract, Decided 22). */
  isVersionRestore?: boolean;
}

/**
 * Writes one mock: precondition ▸ definition ▸ row and history ▸ visible. `define` says what it becomes, secrets sealed, of what it
 * was; nobody else changes the namespace's mocks meanwhile.
 */
export async function writeMock(
  management: Management,
  writing: MockWriting,
  define: (previous: Mock | null, tx: Transaction) => MockDefinition | Promise<MockDefinition>,
): Promise<SavedMock> {
  const { namespace, id, precondition, actor, isVersionRestore = false } = writing;
  const { result, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    const changedAt = await raise(namespace);
    const previous = await findMock(tx, { namespace, id });
    requirePrecondition(previous, precondition);
    const definition = await define(previous, tx);
    const mock = nextMock({ id, namespace, definition, previous, now: new Date() });
    await storeMocks(tx, [mock], changedAt);
    const warnings = [...(await warnOfMissingFiles(tx, mock)), ...findUnknownAnswers(definition)];
    const change = isVersionRestore
      ? toMockChange("mock.update", { before: previous, after: mock })
      : toSaveChange(previous, mock);
    await recordChanges(management, { tx, author: actor }, [change]);
    return { mock, isReplaced: previous?.closedAt === null, warnings };
  });
  return { ...result, mock: { ...result.mock, definition: maskSecrets(result.mock.definition) }, notYetVisible };
}

/** Writes saved mocks of one namespace, and a row of history for each. */
export async function storeMocks(tx: Transaction, mocks: readonly Mock[], changedAt: bigint): Promise<void> {
  await putMocks(tx, mocks, changedAt);
  await addMockVersions(tx, mocks);
}

/** What a save makes of a mock. It restarts the clock of `ttl` (contract E8). A replaced mock keeps its date of creation; a revived one starts anew. */
export function nextMock(save: {
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

/** When a mock that is saved now stops answering; null: never. */
export function expiryOf({ ttl }: MockDefinition, now: Date): Date | null {
  return ttl ? new Date(now.getTime() + ttl * 1000) : null;
}
