import type { Answering, CompiledMock, Fault, RenderedAnswer } from "@understudy/answering";
import type { Commit, LoggedRequest, NewDelivery, StoreWrite } from "@understudy/database";
import type { TraceContext } from "@understudy/domain";
import type { FakerSource, RenderContext, RequestView } from "@understudy/templating";
import type { ForwardedAnswer } from "./forward-call.ts";
import { prepareDeliveries } from "./prepare-deliveries.ts";

/** Where the answer of a call comes from; a proxy has its own already. */
export type AnswerSource =
  Extract<Answering, { kind: "fixed" | "answers" }> | { kind: "forwarded"; answer: ForwardedAnswer };

/** A call that its mock answers. */
export interface MockCall {
  mock: CompiledMock;
  source: AnswerSource;
  namespace: string;
  requestId: string;
  hops: number;
  /** What its messages go on with; null: the trace that the request carries, if any. */
  trace: TraceContext | null;
  /** Which use of the mock this is; always 1 where uses are not counted (`CompiledMock.needsUse`). */
  use: number;
  view: RequestView;
  /** How long the request's body is. */
  bodyBytes: number;
  /** Makes the row of the request log. */
  describe: (answer: RenderedAnswer) => LoggedRequest;
}

/** What templates see of stores; extracts change them. */
export interface CallStores {
  global: Map<string, unknown>;
  chain: Map<string, unknown>;
}

/** What goes out, when, and how. */
export type Outgoing =
  | { kind: "rendered"; answer: RenderedAnswer; delayMs: number; fault: Fault | null }
  | { kind: "forwarded"; answer: ForwardedAnswer; delayMs: 0 };

/** What a call comes to: its answer, and what is to be committed before that goes out. */
export interface RenderedCall extends Commit {
  outgoing: Outgoing;
  /** How long the answer waits for synchronous callbacks at the most. */
  synchronousMaxMs: number;
  /** Deliveries whose failure is the call's: then another answer goes out. */
  decisive: readonly NewDelivery[];
}

export interface RenderOptions {
  faker: FakerSource;
  /** Longest wait for synchronous callbacks. */
  synchronousWaitMaxMs: number;
}

/** Renders a call: extract ▸ answer ▸ callbacks (contract E18). Changes nothing but the stores that it is given. */
export function renderCall(call: MockCall, lasting: CallStores, options: RenderOptions): RenderedCall {
  const { mock, namespace, view, use, trace } = call;
  const stores = { global: lasting.global, chain: lasting.chain, mock: new Map(Object.entries(mock.mockStore)) };
  const context: RenderContext = { request: view, namespace, stores, trace, faker: options.faker, now: new Date() };
  const storeWrites = extract(call, stores, context);
  const outgoing = renderAnswer(call, context);
  if (mock.callbacks.length === 0 && storeWrites.length === 0)
    return { outgoing, deliveries: [], storeWrites, synchronousMaxMs: 0, decisive: [] };
  const { answer, delayMs } = outgoing;
  const firing = { status: answer.status, use, usesMax: mock.usesMax };
  const { deliveries, ...waiting } = prepareDeliveries(
    { ...call, firing, context: { ...context, response: answer.payload, callbacks: noAnswers } },
    { delayMs, synchronousWaitMaxMs: options.synchronousWaitMaxMs },
  );
  const rendered = { outgoing, deliveries, storeWrites, ...waiting };
  // What leaves something behind is logged with it; of an answer that is still coming, or may be another, nothing can be told yet.
  if (!leavesSomething(rendered) || outgoing.kind === "forwarded" || waiting.decisive.length > 0) return rendered;
  return { ...rendered, loggedRequest: call.describe(outgoing.answer) };
}

/** No callback has been answered yet. */
const noAnswers: NonNullable<RenderContext["callbacks"]> = new Map();

export function leavesSomething({ deliveries, storeWrites }: Commit): boolean {
  return deliveries.length > 0 || storeWrites.length > 0;
}

function renderAnswer({ source, use }: MockCall, context: RenderContext): Outgoing {
  switch (source.kind) {
    case "fixed":
      return { kind: "rendered", answer: source.answer, delayMs: source.delayMs, fault: null };
    case "forwarded":
      return { kind: "forwarded", answer: source.answer, delayMs: 0 };
    case "answers": {
      const { faker } = context;
      const chosen = source.answers.choose({ use, faker });
      const answer = chosen.fixed ?? chosen.render(context);
      return { kind: "rendered", answer, delayMs: chosen.drawDelayMs(faker), fault: chosen.fault };
    }
  }
}

/** Fills the stores before the answer is rendered (contract B7); what lasts is returned, to be written. */
function extract(
  { mock, namespace }: MockCall,
  stores: CallStores & { mock: Map<string, unknown> },
  context: RenderContext,
): StoreWrite[] {
  const writes: StoreWrite[] = [];
  for (const { store, key, template } of mock.extracts) {
    const value = template.render(context) ?? null;
    stores[store].set(key, value);
    if (store === "mock") continue;
    writes.push({ namespace, chainId: chainIdOf(mock, store), key, value: JSON.stringify(value) });
  }
  return writes;
}

/** As the table of stores has it: empty for the global store. */
export function chainIdOf({ chainId }: CompiledMock, store: "chain" | "global"): string {
  return store === "chain" ? (chainId ?? "") : "";
}
