import { type CompiledMock, compileMock } from "@understudy/answering";
import { findMock, findTemplateContents } from "@understudy/database";
import {
  AppError,
  findUnservedParts,
  type Mock,
  type MockInput,
  predecessorNamesOf,
  type Problem,
  templateNamesOf,
} from "@understudy/domain";
import type { FailedCheck } from "@understudy/matching";
import { compileTemplate } from "@understudy/templating";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { unknownMock } from "../mocks/locate-mock.ts";
import { warnOfMissingFiles } from "../mocks/missing-files.ts";
import { readInput, requireSealed } from "../mocks/save-mock.ts";
import { findUnknownAnswers } from "../mocks/unknown-answers.ts";
import { authorise } from "../permissions.ts";
import { sealSecrets } from "../secrets/callback-secrets.ts";
import { matchOne, readSource, type RequestSource } from "./explain-request.ts";
import { type AnswerPreview, previewAnswer } from "./preview-answer.ts";
import { type CallbackPreview, previewCallback } from "./preview-callback.ts";
import { createPreviewContext } from "./preview-context.ts";

/** A stored mock, or one that is given and not saved. */
export type PreviewedMock = { mockId: string } | { mock: MockInput };

export interface MockPreview {
  /** Whether the mock fits the request; it is rendered all the same. */
  matched: boolean;
  /** What does not fit. */
  failed: readonly FailedCheck[];
  answer: AnswerPreview;
  /** All of them, those that would not fire as well. */
  callbacks: CallbackPreview[];
  warnings: Problem[];
}

/** Shows what a mock would answer and send. Reads stores; writes nothing, sends nothing, looks no name up. */
export async function previewMock(
  management: Management,
  actor: Actor,
  query: { namespace: string; previewed: PreviewedMock; source: RequestSource },
): Promise<MockPreview> {
  const { namespace } = query;
  authorise(actor, "mock.read", namespace);
  authorise(actor, "store.read", namespace);
  const mock = await readMock(management, query);
  const files = await findTemplateContents(management.db, namespace, templateNamesOf(mock.definition));
  const compiled = compileMock(mock, { ...management, files });
  if (compiled === null) throw new AppError("validation", "only mocks with an http route can be previewed");
  const request = await readSource(management, actor, query);
  const { matched, pathParams, nearest } = matchOne(compiled, request);
  const missing = await warnOfMissingFiles(management.db, mock);
  const warnings = collectWarnings([...findStaticWarnings(mock, compiled), ...missing]);
  const context = { request, pathParams, namespace, warn: warnings.add };
  const contextAt = await createPreviewContext(management.db, compiled, context);
  const { guard } = management;
  const warn = (message: string): void => warnings.add("$.response", message);
  const answer = previewAnswer(compiled, { request, context: contextAt("$.response"), guard, warn });
  const webhooks = mock.definition.webhooks ?? [];
  const inOrder = compiled.callbacks.toSorted((left, right) => left.index - right.index);
  const callbacks = inOrder.map((callback) => {
    const path = `$.webhooks[${callback.index}]`;
    const definition = webhooks[callback.index];
    return previewCallback(callback, {
      definition,
      predecessors: definition === undefined ? [] : predecessorNamesOf(definition, webhooks),
      guard,
      firing: { status: answer.status, use: 1, usesMax: compiled.usesMax },
      context: { ...contextAt(path), response: answer.payload },
      warn: (message) => warnings.add(path, message),
    });
  });
  return {
    matched,
    failed: nearest[0]?.failed ?? [],
    answer: answer.preview,
    callbacks,
    warnings: warnings.list(),
  };
}

/** As it would be saved: a mask in it stands for the stored secret. */
async function readMock(
  { db, sealing }: Management,
  { namespace, previewed }: { namespace: string; previewed: PreviewedMock },
): Promise<Mock> {
  if ("mockId" in previewed) {
    const stored = await findMock(db, { namespace, id: previewed.mockId });
    if (stored?.closedAt !== null) throw unknownMock(previewed.mockId, namespace);
    return stored;
  }
  const { id, definition: given } = readInput(previewed.mock);
  const previous = await findMock(db, { namespace, id });
  const definition = requireSealed(sealSecrets(given, { previous: previous?.definition ?? null, sealing }));
  const now = new Date();
  return { id, namespace, definition, version: 0, createdAt: now, updatedAt: now, expireAt: null, closedAt: null };
}

/** What is wrong with the mock whatever the request: conditions that never hold, parts that are not served, names that nothing has. */
function findStaticWarnings({ definition }: Mock, { conditions, callbacks }: CompiledMock): Problem[] {
  const { response, extract, webhooks } = definition;
  const parts: [path: string, value: unknown][] = [
    ["$.response", { payload: response?.payload, headers: response?.headers }],
    ["$.extract", extract],
    ...(webhooks ?? []).map(({ headers, body }, index): [string, unknown] => [
      `$.webhooks[${index}]`,
      { headers, body },
    ]),
  ];
  const unresolvable = parts.flatMap(([path, value]) =>
    compileTemplate(value).unresolvable.map((expression) => ({
      path,
      message: `${expression} is nothing that can be resolved, and stays as it is written`,
    })),
  );
  const ofCallbacks = callbacks.flatMap(({ condition }) => condition.problems);
  return [
    ...conditions.problems,
    ...ofCallbacks,
    ...findUnservedParts(definition),
    ...findUnknownAnswers(definition),
    ...unresolvable,
  ];
}

/** Each once: an expression may stand in many places. */
function collectWarnings(first: readonly Problem[]) {
  const warnings = new Map<string, Problem>();
  const add = (path: string, message: string): void => {
    warnings.set(`${path} ${message}`, { path, message });
  };
  for (const { path, message } of first) add(path, message);
  return { add, list: () => [...warnings.values()] };
}
