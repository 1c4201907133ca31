import { renderPostponed } from "@understudy/answering";
import type { EndedDelivery, Settlement, Unsettled, UnsettledDelivery } from "@understudy/database";
import { decodePlan, type DeliveryPlan, encodeMessage, type Sealing, toStorableText } from "@understudy/domain";
import type { DestinationGuard } from "@understudy/egress";
import type { CallbackAnswer, FakerSource } from "@understudy/templating";
import { readAnswer } from "./read-answer.ts";

export interface SettleDeliveryOptions {
  sealing: Sealing;
  guard: DestinationGuard;
  faker: FakerSource;
}

type Decision = Settlement extends infer Each ? (Each extends unknown ? Omit<Each, "namespace" | "id"> : never) : never;

/** A lane is part of an index, whose entries are bounded. */
const targetLengthMax = 500;

/** Makes what decides how a delivery goes on whose predecessor is final: sent, rendered first, or skipped. What goes wrong fails it alone. */
export function createConsider(options: SettleDeliveryOptions): (delivery: UnsettledDelivery) => Unsettled {
  return function consider({ namespace, id, plan: text }) {
    const settle = (decision: Decision): Settlement => ({ namespace, id, ...decision });
    let plan: DeliveryPlan;
    try {
      plan = decodePlan(text.toString());
    } catch (error) {
      return { endsOf: [], decide: () => Promise.resolve(settle(failure(error))) };
    }
    return {
      endsOf: [plan.predecessor.id, ...plan.answers.map((answer) => answer.id)],
      async decide(ends) {
        try {
          return settle(await decide(plan, ends, options));
        } catch (error) {
          return settle(failure(error));
        }
      },
    };
  };
}

function failure(error: unknown): Decision {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: "fail", reason: toStorableText(`render: ${reason}`) };
}

async function decide(
  { predecessor, afterFailure, postponed, answers }: DeliveryPlan,
  ends: ReadonlyMap<string, EndedDelivery>,
  options: SettleDeliveryOptions,
): Promise<Decision> {
  const end = ends.get(predecessor.id);
  if (end?.state !== "delivered" && afterFailure === "skip") {
    return { kind: "skip", reason: `it waits for ${JSON.stringify(predecessor.name)}, which ${explainEnd(end)}` };
  }
  if (postponed === null) return { kind: "send" };
  const callbacks = new Map<string, CallbackAnswer>();
  for (const { name, id } of answers) callbacks.set(name, await readAnswer(ends.get(id)));
  const { message, body, lane } = renderPostponed(
    postponed,
    { callbacks, faker: options.faker, now: new Date() },
    options,
  );
  return {
    kind: "render",
    message: { head: Buffer.from(encodeMessage(message)), body: body && Buffer.from(body) },
    pool: lane.isOwn ? postponed.hops : 0,
    target: toStorableText(lane.target.slice(0, targetLengthMax)),
  };
}

function explainEnd(end: EndedDelivery | undefined): string {
  if (end === undefined) return "is not there any more";
  const { state, stateReason } = end;
  if (state === "failed") return stateReason === null ? "failed" : `failed (${stateReason})`;
  return `was ${state}`;
}
