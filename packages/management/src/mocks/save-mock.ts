import { randomUUID } from "node:crypto";
import { compileCallbackCondition } from "@understudy/answering";
import { type MockDefinition, type MockInput, type Problem, validationError } from "@understudy/domain";
import { compileConditions, compileRoutePattern } from "@understudy/matching";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { sealSecrets } from "../secrets/callback-secrets.ts";
import type { Precondition } from "./precondition.ts";
import { type SavedMock, writeMock } from "./write-mock.ts";

/** Creates a mock, or replaces the one that has this id. A deleted id is revived. The change is visible when this returns. */
export async function saveMock(
  management: Management,
  actor: Actor,
  request: { input: MockInput; namespace: string; precondition?: Precondition | undefined },
): Promise<SavedMock> {
  const { id, definition } = readInput(request.input);
  const { namespace, precondition } = request;
  authorise(actor, "mock.write", namespace);
  requireMatchable(definition);
  return writeMock(management, { actor, namespace, id, precondition }, (previous) =>
    requireSealed(sealSecrets(definition, { previous: previous?.definition ?? null, sealing: management.sealing })),
  );
}

/** What of an input is the mock's definition; its id is made when none is given. */
export function readInput(input: MockInput): { id: string; definition: MockDefinition } {
  const { id = randomUUID(), namespace: _named, ...definition } = input;
  return { id, definition };
}

/** Throws unless conditions and routes can be read. */
export function requireMatchable(definition: MockDefinition): void {
  const problems = findUnmatchable(definition);
  if (problems.length > 0) throw validationError(problems);
}

/** Paths and patterns of conditions and routes that can't be read; whether a file is there is seen when the mock is called. */
export function findUnmatchable(definition: MockDefinition): Problem[] {
  const findFile = (): string => "";
  const conditions = definition.http && compileConditions(definition.http, { findFile });
  const ofCallbacks = (definition.webhooks ?? []).flatMap(
    (callback, index) => compileCallbackCondition(callback, index, findFile).problems,
  );
  return [...(conditions?.problems ?? []), ...ofCallbacks, ...compileRoutePattern(definition).problems];
}

/** A definition whose secrets are sealed. Throws when a mask stands for a secret that is not stored. */
export function requireSealed({ definition, problems }: ReturnType<typeof sealSecrets>): MockDefinition {
  if (problems.length > 0) throw validationError(problems);
  return definition;
}
