import { inSendingOrder, isCounted, type Mock, usesMaxOf } from "@understudy/domain";
import { compileConditions, compileRoutePattern, type Matchable } from "@understudy/matching";
import { mergeReads, noReads, type TemplateReads } from "@understudy/templating";
import type { RenderedAnswer } from "./compile-answer.ts";
import { type CompiledAnswers, compileAnswers } from "./compile-answers.ts";
import { type CompileCallbackOptions, type CompiledCallback, compileCallback } from "./compile-callback.ts";
import { compileExtracts, type Extract, type LastingEntry, listLockedEntries } from "./compile-extracts.ts";
import type { Files } from "./compile-file.ts";
import { type CompiledProxy, compileProxy } from "./compile-proxy.ts";
import { joinRoute } from "./join-route.ts";

/** A mock made ready to answer: nothing of its definition is looked at again when it is called (design 1). */
export interface CompiledMock extends Matchable {
  version: number;
  answering: Answering;
  /** Each behind the one that it waits for. */
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
  const findFile = (name: string): string | undefined => readText(options.files.get(name));
  const callbacks = inSendingOrder(
    webhooks.map((callback, index) => compileCallback(callback, index, { ...options, isStrict, findFile })),
  );
  const extracts = compileExtracts(definition);
  const answering = compileAnswering(mock, { matchable, files: options.files, callbacks });
  const answers = answering.kind === "answers" ? [answering.answers] : [];
  const parts = [...answers, ...callbacks, ...extracts.map(({ template }) => template)];
  return {
    ...matchable,
    version: mock.version,
    answering,
    callbacks: callbacks.length === 0 ? none : callbacks,
    extracts: extracts.length === 0 ? none : extracts,
    lockedEntries: extracts.length === 0 ? none : listLockedEntries(extracts),
    // A call that is not answered uses nothing.
    needsUse: answering.kind !== "unserved" && isCounted(definition),
    usesMax: usesMaxOf(definition),
    chainId: definition.chainId || null,
    mockStore: definition.mStore ?? emptyStore,
    reads: parts.length === 0 ? noReads : mergeReads(parts.map(({ reads }) => reads)),
  };
}

// Most mocks have none of these; there can be very many mocks.
const none: never[] = [];
const emptyStore = {};

/** An answer that is always the same. */
type FixedAnswer = Answering & { kind: "fixed" };

/** The fixed answer of a mock of which a call looks at nothing and leaves nothing behind: then it is all that is needed. Else null. */
export function findPlainAnswer({ answering, callbacks, extracts, needsUse }: CompiledMock): FixedAnswer | null {
  const isPlain = callbacks.length === 0 && extracts.length === 0 && !needsUse;
  return answering.kind === "fixed" && isPlain ? answering : null;
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

/** What earlier versions stored without looking at it. */
function explainUnserved({ id, definition: { oneOf, proxy } }: Mock): string | null {
  const saveAgain = `the mock ${JSON.stringify(id)} must be saved again:`;
  if (oneOf !== undefined && !oneOf.responses?.length) return `${saveAgain} $.oneOf.responses has no answer`;
  if (proxy !== undefined && !URL.canParse(proxy.target)) return `${saveAgain} $.proxy.target is no absolute URL`;
  return null;
}
