import { findUnservedParts, type Mock, type MockDefinition } from "@understudy/domain";
import { compileConditions, compileRoutePattern, type Matchable } from "@understudy/matching";
import { compileTemplate, mergeReads, noReads, type Template, type TemplateReads } from "@understudy/templating";
import type { RenderedAnswer } from "./compile-answer.ts";
import { type CompiledAnswers, compileAnswers } from "./compile-answers.ts";
import { type CompileCallbackOptions, type CompiledCallback, compileCallback } from "./compile-callback.ts";
import type { Files } from "./compile-file.ts";
import { type CompiledProxy, compileProxy } from "./compile-proxy.ts";
import { joinRoute } from "./join-route.ts";

/** A mock made ready to answer: nothing of its definition is looked at again when it is called (design 1). */
export interface CompiledMock extends Matchable {
  version: number;
  answering: Answering;
  /** Whether a call must know its number among the calls of the mock. */
  needsUse: boolean;
  callbacks: readonly CompiledCallback[];
  extracts: readonly Extract[];
  chainId: string | null;
  /** What the mock store holds at the start of each call. */
  mockStore: Readonly<Record<string, unknown>>;
  /** What all of it together can read of a request and of stores. */
  reads: TemplateReads;
}

/** A value to remember from a request. */
export interface Extract {
  store: "mock" | "chain" | "global";
  key: string;
  template: Template;
}

/** How a mock comes to its answer. */
export type Answering =
  /** Every call gets the same bytes, at the same pace. */
  | { kind: "fixed"; answer: RenderedAnswer; delayMs: number }
  | { kind: "answers"; answers: CompiledAnswers }
  | { kind: "proxy"; proxy: CompiledProxy }
  /** A call can't be answered rightly. */
  | { kind: "unserved"; reason: string };

export interface CompileMockOptions extends CompileCallbackOptions {
  /** The stored files that the mock names. */
  files: Files;
}

/** Compiles a mock. Null when there is no route to find it by: it is of another protocol, or its pattern can't be read. */
export function compileMock(mock: Mock, options: CompileMockOptions): CompiledMock | null {
  const { definition } = mock;
  const matchable = compileMatchable(mock, options.files);
  if (matchable === null) return null;
  const isStrict = definition.strictTemplates ?? false;
  const webhooks = definition.webhooks ?? [];
  const callbacks = webhooks.map((callback, index) => compileCallback(callback, index, { ...options, isStrict }));
  const extracts = compileExtracts(definition);
  const answering = compileAnswering(mock, { matchable, files: options.files, callbacks });
  const answers = answering.kind === "answers" ? [answering.answers] : [];
  const parts = [...answers, ...callbacks, ...extracts.map(({ template }) => template)];
  return {
    ...matchable,
    version: mock.version,
    answering,
    needsUse: answers.some(({ isOrdered }) => isOrdered),
    callbacks: callbacks.length === 0 ? none : callbacks,
    extracts: extracts.length === 0 ? none : extracts,
    chainId: definition.chainId ?? null,
    mockStore: definition.mStore ?? emptyStore,
    reads: parts.length === 0 ? noReads : mergeReads(parts.map(({ reads }) => reads)),
  };
}

// Most mocks have none of these; there can be very many mocks.
const none: never[] = [];
const emptyStore = {};

/** Whether a call of the mock looks at nothing of its request and leaves nothing behind: its fixed answer is all that is needed. */
export function isPlain(mock: CompiledMock): boolean {
  return mock.callbacks.length === 0 && mock.extracts.length === 0 && !mock.needsUse;
}

/** What it is found by. */
function compileMatchable(mock: Mock, files: Files): Matchable | null {
  const { definition, createdAt, expireAt } = mock;
  const { http } = definition;
  if (http === undefined) return null;
  const { pattern } = compileRoutePattern(definition);
  if (!http.route && pattern === null) return null;
  const conditions = compileConditions(http, { findFile: (name) => readText(files.get(name)) });
  return {
    id: mock.id,
    method: http.httpMethod ? http.httpMethod.toUpperCase() : null,
    route: joinRoute(definition.pathPrefix ?? "", http.route ?? http.routePattern ?? ""),
    priority: definition.priority ?? 0,
    pattern,
    conditions,
    conditionCount: conditions.count,
    createdAt: createdAt.getTime(),
    expireAt: expireAt?.getTime() ?? null,
  };
}

function compileAnswering(
  mock: Mock,
  { matchable, files, callbacks }: { matchable: Matchable; files: Files; callbacks: readonly CompiledCallback[] },
): Answering {
  const { definition } = mock;
  const reason = explainUnserved(mock);
  if (reason !== null) return { kind: "unserved", reason };
  if (definition.proxy !== undefined) {
    const isAnswerRead = callbacks.some(({ reads }) => reads.response);
    const { target } = definition.proxy;
    // A pattern's star is no end of a route.
    const route = matchable.pattern == null ? matchable.route : "";
    return { kind: "proxy", proxy: compileProxy({ target, route, isAnswerRead }) };
  }
  const answers = compileAnswers(definition, { files, isStrict: definition.strictTemplates ?? false });
  const { single } = answers;
  // What was needed to make it is let go.
  if (single?.fixed && single.isSteady) return { kind: "fixed", answer: single.fixed, delayMs: single.delayMs };
  return { kind: "answers", answers };
}

function readText(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes);
}

/** In the order in which they are worked on: a later store may use what an earlier one has just got. */
function compileExtracts({ extract, chainId }: MockDefinition): Extract[] {
  const compile = (store: Extract["store"], values: Record<string, unknown> | undefined): Extract[] =>
    Object.entries(values ?? {}).map(([key, value]) => ({ store, key, template: compileTemplate(value) }));
  return [
    ...compile("mock", extract?.mStore),
    // Without a chain there is no chain store (contract B7).
    ...(chainId === undefined ? [] : compile("chain", extract?.cStore)),
    ...compile("global", extract?.gStore),
  ];
}

function explainUnserved({ id, definition }: Mock): string | null {
  const name = JSON.stringify(id);
  const missing = findUnservedParts(definition).filter((part) => part.isNeededToAnswer);
  if (missing.length > 0) {
    const paths = missing.map((part) => part.path).join(", ");
    return `the mock ${name} uses ${paths}, which this version does not serve yet`;
  }
  // What earlier versions stored without looking at it.
  const { oneOf, proxy } = definition;
  if (oneOf?.responses?.length === 0) return `the mock ${name} has no answer in $.oneOf.responses`;
  if (proxy !== undefined && !URL.canParse(proxy.target))
    return `the mock ${name} has no absolute URL in $.proxy.target`;
  return null;
}
