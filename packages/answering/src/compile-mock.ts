import { findUnservedParts, isCounted, type Mock, type MockDefinition, usesMaxOf } from "@understudy/domain";
import { compileConditions, compileRoutePattern, type Matchable } from "@understudy/matching";
import { mergeReads, type TemplateReads } from "@understudy/templating";
import { type CompiledAnswer, compileAnswer } from "./compile-answer.ts";
import { type CompileCallbackOptions, type CompiledCallback, compileCallback } from "./compile-callback.ts";
import { compileExtracts, type Extract, type LastingEntry, listLockedEntries } from "./compile-extracts.ts";

/** A mock made ready to answer: nothing of its definition is looked at again when it is called (design 1). */
export interface CompiledMock extends Matchable {
  version: number;
  /** Why a call can't be answered rightly, or null. */
  unserved: string | null;
  answer: CompiledAnswer;
  callbacks: readonly CompiledCallback[];
  extracts: readonly Extract[];
  /** Entries that the call locks while it works on its extracts, so that what it reads and writes is exact (design 8). */
  lockedEntries: readonly LastingEntry[];
  /** Whether each call claims a use, and with it its number (contract E9). */
  needsUse: boolean;
  /** How often the mock may be used; null: without limit. */
  usesMax: number | null;
  chainId: string | null;
  /** What the mock store holds at the start of each call. */
  mockStore: Readonly<Record<string, unknown>>;
  /** What all of it together can read of a request and of stores. */
  reads: TemplateReads;
}

/** Compiles a mock. Null when there is no route to find it by: it is of another protocol, or its pattern can't be read. */
export function compileMock(mock: Mock, options: CompileCallbackOptions): CompiledMock | null {
  const { definition } = mock;
  const { http } = definition;
  if (http === undefined) return null;
  const { pattern } = compileRoutePattern(definition);
  if (!http.route && pattern === null) return null;
  const conditions = compileConditions(http);
  const answer = compileAnswer(definition.response ?? {});
  const callbacks = compileCallbacks(definition, options);
  const extracts = compileExtracts(definition);
  return {
    id: mock.id,
    version: mock.version,
    method: http.httpMethod ? http.httpMethod.toUpperCase() : null,
    route: joinRoute(definition.pathPrefix ?? "", http.route ?? http.routePattern ?? ""),
    priority: definition.priority ?? 0,
    pattern,
    conditions,
    conditionCount: conditions.count,
    createdAt: mock.createdAt.getTime(),
    expireAt: mock.expireAt?.getTime() ?? null,
    unserved: explainUnserved(mock),
    answer,
    callbacks,
    extracts,
    lockedEntries: listLockedEntries(extracts),
    needsUse: isCounted(definition),
    usesMax: usesMaxOf(definition),
    chainId: definition.chainId || null,
    mockStore: definition.mStore ?? emptyStore,
    reads: mergeReads([answer, ...callbacks, ...extracts.map(({ template }) => template)].map(({ reads }) => reads)),
  };
}

/** Most mocks have none of these: they share them, for there may be 100,000 mocks. */
const none: never[] = [];
const emptyStore = {};

/** Whether a call of the mock looks at nothing of its request and leaves nothing behind. */
export function isPlain(mock: CompiledMock): boolean {
  return mock.answer.fixed !== null && mock.callbacks.length === 0 && mock.extracts.length === 0 && !mock.needsUse;
}

function joinRoute(prefix: string, route: string): string {
  const trimmed = prefix.replace(/^\/+|\/+$/g, "");
  return `${trimmed === "" ? "" : `/${trimmed}`}/${route.replace(/^\//, "")}`;
}

function compileCallbacks({ webhooks }: MockDefinition, options: CompileCallbackOptions): readonly CompiledCallback[] {
  return webhooks?.map((callback, index) => compileCallback(callback, index, options)) ?? none;
}

function explainUnserved(mock: Mock): string | null {
  const missing = findUnservedParts(mock.definition).filter((part) => part.isNeededToAnswer);
  if (missing.length === 0) return null;
  const paths = missing.map((part) => part.path).join(", ");
  return `the mock ${JSON.stringify(mock.id)} uses ${paths}, which this version does not serve yet`;
}
