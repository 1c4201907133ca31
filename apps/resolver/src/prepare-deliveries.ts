import type { CompiledCallback, CompiledMock, Lane } from "@understudy/answering";
import type { NewDelivery } from "@understudy/database";
import { type ChaosEffect, encodeMessage, type Firing, toStorableText, worstCaseMs } from "@understudy/domain";
import { hopsMax } from "@understudy/egress";
import type { RenderContext } from "@understudy/templating";
import { befallDelivery, makeCopies } from "./chaos-deliveries.ts";
import { createDeliveryId } from "./ids.ts";
import { createSequence, isOpen, putBehind, type Sequence, type Standing } from "./sequence.ts";

export interface CallOfMock {
  mock: CompiledMock;
  namespace: string;
  requestId: string;
  /** How deep in a chain of callbacks the call itself is. */
  hops: number;
  firing: Firing;
  /** With the rendered answer. */
  context: RenderContext;
}

/** Deliveries of one call, and how long its answer waits for the synchronous ones at the most. */
export interface PreparedDeliveries {
  deliveries: NewDelivery[];
  synchronousMaxMs: number;
  /** Those whose failure is the call's (`onFailure`). */
  decisive: readonly NewDelivery[];
}

/**
 * An asynchronous callback is made due when the answer is out (design 4). This long after the planned moment it is due by itself:
 * the resolver is dead then. A busy one may write the answer tens of milliseconds after the commit, so it must be far longer than that.
 */
const afterAnswerMs = 2_000;

/**
 * Renders the callbacks that fire for an answer (design 2). Synchronous ones wait for each other in their order; asynchronous ones
 * are due when the answer is out: after `delayMs` and the synchronous ones at their longest.
 */
export function prepareDeliveries(
  call: CallOfMock,
  { delayMs, synchronousWaitMaxMs }: { delayMs: number; synchronousWaitMaxMs: number },
): PreparedDeliveries {
  const firing = call.mock.callbacks.filter((callback) => callback.firesOn(call.firing));
  const synchronous = firing.filter((callback) => callback.isSynchronous);
  const worstMs = synchronous.reduce((sum, { policy, delayMsMax }) => sum + delayMsMax + worstCaseMs(policy), 0);
  const synchronousMaxMs = Math.min(worstMs, synchronousWaitMaxMs);
  const answerMs = Math.max(delayMs, synchronousMaxMs) + afterAnswerMs;
  const deliveries: NewDelivery[] = [];
  const decisive: NewDelivery[] = [];
  let previousId: string | null = null;
  const sequence = createSequence();
  for (const callback of firing) {
    const standing = sequence.standingOf(callback);
    // One that waits for an asynchronous one comes behind the answer anyway.
    const isBehindAnswer = standing.kind === "waiting" && !standing.predecessor.isSynchronous;
    const dueInMs = callback.isSynchronous || isBehindAnswer ? 0 : answerMs;
    const delivery = prepare(call, callback, { dueInMs, standing, sequence });
    sequence.add(callback, delivery);
    if (callback.isSynchronous && isOpen(delivery)) {
      if (previousId !== null) Object.assign(delivery, { state: "waiting", afterId: previousId });
      previousId = delivery.id;
    }
    deliveries.push(delivery, ...(callback.chaos === null ? [] : makeCopies(delivery)));
    if (callback.isDecisive) decisive.push(delivery);
  }
  return { deliveries, synchronousMaxMs, decisive };
}

function prepare(
  call: CallOfMock,
  callback: CompiledCallback,
  { dueInMs, standing, sequence }: { dueInMs: number; standing: Standing; sequence: Sequence },
): NewDelivery {
  const { mock, namespace, requestId, hops, context } = call;
  const delayMs = callback.drawDelayMs(context.faker);
  const delivery: NewDelivery = {
    id: createDeliveryId(),
    namespace,
    state: "pending",
    stateReason: null,
    pool: 0,
    // Until it is rendered.
    target: "invalid",
    dueInMs: dueInMs + (delayMs ?? 0),
    ...callback.policy,
    delayMs,
    mockId: mock.id,
    mockVersion: mock.version,
    requestId,
    callback: { index: callback.index, name: callback.name, type: callback.type },
    isSynchronous: callback.isSynchronous,
    afterId: null,
    message: null,
  };
  const unmet = callback.condition.findUnmet(context, call.firing.status);
  if (unmet !== null) return { ...delivery, state: "skipped", stateReason: toStorableText(`condition: ${unmet}`) };
  if (standing.kind === "skipped") return { ...delivery, state: "skipped", stateReason: standing.reason };
  if (standing.kind === "waiting" && sequence.usesAnswers(callback)) {
    return sequence.postpone(delivery, { callback, predecessor: standing.predecessor, context, hops: hops + 1 });
  }
  const rendered = render(callback, call);
  if (rendered.kind === "failed") return { ...delivery, state: "failed", stateReason: `render: ${rendered.error}` };
  const { message, lane, chaos } = rendered;
  const addressed = { ...delivery, message, target: lane.target, pool: lane.isOwn ? hops + 1 : 0 };
  if (hops >= hopsMax) {
    const stateReason = `this is hop ${hops + 1} of a chain of callbacks; at most ${hopsMax} are made`;
    return { ...addressed, state: "skipped", stateReason };
  }
  const befallen = chaos === undefined ? addressed : befallDelivery(addressed, chaos);
  const isBehind = standing.kind === "waiting" && befallen.state === "pending";
  return isBehind ? putBehind(befallen, { callback, predecessor: standing.predecessor }) : befallen;
}

type Rendered =
  | { kind: "rendered"; message: NonNullable<NewDelivery["message"]>; lane: Lane; chaos: ChaosEffect[] | undefined }
  | { kind: "failed"; error: string };

/** A callback that can't be prepared is a failed delivery without an attempt; it takes nothing else with it. */
function render(callback: CompiledCallback, { context, hops, firing }: CallOfMock): Rendered {
  try {
    const rendered = callback.render(context, hops + 1);
    const { message, body } = callback.chaos?.disturb(rendered, { context, use: firing.use }) ?? rendered;
    return {
      kind: "rendered",
      message: { head: Buffer.from(encodeMessage(message)), body: body && Buffer.from(body) },
      lane: rendered.lane,
      chaos: message.chaos,
    };
  } catch (error) {
    return { kind: "failed", error: error instanceof Error ? error.message : String(error) };
  }
}
