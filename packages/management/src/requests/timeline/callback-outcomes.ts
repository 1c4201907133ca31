import { type Callback, firesOn } from "@understudy/domain";
import type { DeliveryView } from "../../deliveries/delivery-view.ts";
import type { CallbackOutcome } from "./timeline.ts";

export interface AnsweredCall {
  status: number;
  /** What we said instead of the mock. */
  refusal: { error: string } | null;
  /** Of the mock that answered, as it was then. */
  callbacks: readonly Callback[];
  deliveries: readonly DeliveryView[];
}

/** What became of each callback. One that left no delivery did not fire: why, is made of its trigger and the answer. */
export function listCallbackOutcomes(call: AnsweredCall): CallbackOutcome[] {
  return call.callbacks.map((callback, index) => {
    const own = call.deliveries.filter((delivery) => delivery.callback.index === index);
    // What was sent anew to somewhere else says nothing of the callback itself.
    const first = own.find(({ redeliveryOf }) => redeliveryOf === null) ?? own[0];
    return {
      index,
      name: first?.callback.name ?? callback.name ?? null,
      type: callback.type ?? "http",
      trigger: callback.trigger || "always",
      isSynchronous: callback.async === false,
      outcome: first?.state ?? "not_fired",
      deliveryIds: own.map(({ id }) => id),
      reason: first === undefined ? explainSilence(callback, call) : explainState(first),
    };
  });
}

function explainState({ state, stateReason }: DeliveryView): CallbackOutcome["reason"] {
  if (state !== "skipped" && state !== "cancelled" && state !== "failed") return null;
  return { kind: state, text: stateReason ?? `it was ${state}` };
}

function explainSilence(
  { trigger }: Callback,
  { status, refusal, deliveries }: AnsweredCall,
): NonNullable<CallbackOutcome["reason"]> {
  if (refusal !== null && deliveries.length === 0) {
    return {
      kind: "refused",
      text: `the call was not answered by the mock, and nothing was enqueued: ${refusal.error}`,
    };
  }
  if (trigger === "on_first_use" || trigger === "on_last_use") {
    const use = trigger === "on_first_use" ? "first" : "last";
    return { kind: "trigger", text: `its trigger is ${trigger}, and this was not the ${use} use of the mock` };
  }
  // The status of an answer that we gave instead says nothing of the mock's own.
  if (refusal !== null || !firesOn(trigger, { status, use: 0, usesMax: null })) {
    const answer = refusal === null ? `the answer was ${status}` : "the mock's own answer was none of these";
    return { kind: "trigger", text: `its trigger is ${trigger ?? "always"} (${meaningOf(trigger)}), and ${answer}` };
  }
  return { kind: "unknown", text: "its delivery is not kept any longer" };
}

function meaningOf(trigger: Callback["trigger"]): string {
  return trigger === "on_success" ? "2xx" : "400 and above";
}
