import { findMocks, type Transaction } from "@understudy/database";
import { type Mock, type MockInput, type Problem, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly } from "../change-visibly.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { sealSecrets } from "../secrets/callback-secrets.ts";
import { byNamespace } from "./locate-mocks.ts";
import { warnOfMissingFiles } from "./missing-files.ts";
import { toSaveChange } from "./mock-change.ts";
import { type Precondition, requirePrecondition } from "./precondition.ts";
import { findUnmatchable, readInput } from "./save-mock.ts";
import { nextMock, storeMocks } from "./write-mock.ts";
import { findUnknownAnswers } from "./unknown-answers.ts";

/** A mock to save. `path` is where it stands in the request, for problems. */
export interface MockItem {
  input: MockInput;
  namespace: string;
  path: string;
  /** What must be true of the mock that it replaces. If it is not of one, none is saved. */
  precondition?: Precondition | undefined;
}

type Draft = ReturnType<typeof readInput> & Omit<MockItem, "input">;

/** Saves many mocks as `saveMock` does, in one transaction: all of them, or none when anything is wrong with one. */
export async function saveMocks(
  management: Management,
  actor: Actor,
  items: readonly MockItem[],
): Promise<{ ids: string[]; replacedIds: string[]; warnings: Problem[]; notYetVisible: string[] }> {
  const drafts = items.map(({ input, ...rest }): Draft => ({ ...readInput(input), ...rest }));
  const groups = byNamespace(drafts);
  for (const [namespace] of groups) authorise(actor, "mock.write", namespace);
  requireNoProblems([...findRepeated(drafts), ...drafts.flatMap(listUnmatchable)]);
  const { result, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    const saved: DefinedMock[] = [];
    const warnings: Problem[] = [];
    for (const [namespace, group] of groups) {
      const changedAt = await raise(namespace);
      const changed = await defineMocks(tx, management, group);
      await storeMocks(
        tx,
        changed.map(({ mock }) => mock),
        changedAt,
      );
      saved.push(...changed);
      for (const draft of group) {
        warnings.push(...(await warnOfMissingFiles(tx, draft, draft.path)));
        warnings.push(...findUnknownAnswers(draft.definition, draft.path));
      }
    }
    const changes = saved.map(({ previous, mock }) => toSaveChange(previous, mock));
    await recordChanges(management, { tx, author: actor }, changes);
    return { saved, warnings };
  });
  return {
    ids: drafts.map(({ id }) => id),
    replacedIds: result.saved.flatMap(({ mock, previous }) => (previous?.closedAt === null ? [mock.id] : [])),
    warnings: result.warnings,
    notYetVisible,
  };
}

interface DefinedMock {
  mock: Mock;
  /** What was under its id, be it deleted. */
  previous: Mock | null;
}

/** What mocks of one namespace become. Throws when a mask stands for a secret that is not stored. */
async function defineMocks(tx: Transaction, { sealing }: Management, drafts: readonly Draft[]): Promise<DefinedMock[]> {
  const stored = await findMocks(tx, { namespace: drafts[0]?.namespace ?? "", ids: drafts.map(({ id }) => id) });
  const now = new Date();
  const problems: Problem[] = [];
  const defined = drafts.map(({ id, namespace, path, definition: given, precondition }) => {
    const previous = stored.get(id) ?? null;
    requirePrecondition(previous, precondition, path);
    const sealed = sealSecrets(given, { previous: previous?.definition ?? null, sealing });
    problems.push(...below(path, sealed.problems));
    const mock = nextMock({ id, namespace, definition: sealed.definition, previous, now });
    return { mock, previous };
  });
  requireNoProblems(problems);
  return defined;
}

function listUnmatchable({ definition, path }: Draft): Problem[] {
  return below(path, findUnmatchable(definition));
}

/** One id twice in a namespace: which of the two is meant can't be known. */
function findRepeated(drafts: readonly Draft[]): Problem[] {
  const first = new Map<string, string>();
  return drafts.flatMap(({ id, namespace, path }) => {
    const key = JSON.stringify([namespace, id]);
    const earlier = first.get(key);
    first.set(key, earlier ?? path);
    return earlier === undefined ? [] : [{ path: `${path}.id`, message: `is the id of ${earlier} already` }];
  });
}

function below(path: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: path + problem.path.slice(1) }));
}

function requireNoProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw validationError(problems);
}
