import type { CompiledCallback } from "@understudy/answering";
import { type NewDelivery, unsettledPool } from "@understudy/database";
import { type DeliveryPlan, encodePlan } from "@understudy/domain";
import type { RenderContext } from "@understudy/templating";

/** How a callback stands to the one that it waits for. */
export type Standing =
  /** It waits for none, or does not mind how that one ended. */
  { kind: "free" } | { kind: "skipped"; reason: string } | { kind: "waiting"; predecessor: NewDelivery };

/** The deliveries of one call by the names of their callbacks. Callbacks come behind their predecessors (`CompiledMock.callbacks`). */
export interface Sequence {
  standingOf: (callback: CompiledCallback) => Standing;
  /** Whether its message uses an answer that is still to come, so that it can't be rendered yet. */
  usesAnswers: (callback: CompiledCallback) => boolean;
  /** Lets a delivery wait that is rendered when the answers which it uses are there. */
  postpone: (delivery: NewDelivery, waiting: Waiting & { context: RenderContext; hops: number }) => NewDelivery;
  add: (callback: CompiledCallback, delivery: NewDelivery) => void;
}

interface Waiting {
  callback: CompiledCallback;
  predecessor: NewDelivery;
}

export function createSequence(): Sequence {
  const members = new Map<string, { callback: CompiledCallback; delivery: NewDelivery }>();

  /** Of those that it comes behind, the ones whose answers its message uses. */
  const answersOf = ({ after, answerNames }: CompiledCallback): DeliveryPlan["answers"] => {
    const answers: DeliveryPlan["answers"] = [];
    for (let name = after; name !== null;) {
      const member = members.get(name);
      if (member === undefined) break;
      if (answerNames === "all" || answerNames.includes(name)) answers.push({ name, id: member.delivery.id });
      name = member.callback.after;
    }
    return answers;
  };

  return {
    standingOf({ after, afterFailure }) {
      if (after === null) return { kind: "free" };
      const predecessor = members.get(after)?.delivery;
      if (predecessor !== undefined && isOpen(predecessor)) return { kind: "waiting", predecessor };
      if (afterFailure === "send") return { kind: "free" };
      const ending = predecessor === undefined ? "does not fire for this answer" : endings[predecessor.state];
      return { kind: "skipped", reason: `it waits for ${JSON.stringify(after)}, which ${ending}` };
    },
    usesAnswers: (callback) => answersOf(callback).length > 0,
    postpone(delivery, { callback, predecessor, context, hops }) {
      const answers = answersOf(callback);
      try {
        const postponed = callback.postpone(context, hops);
        return wait(delivery, { callback, predecessor }, { postponed, answers, pool: null });
      } catch (error) {
        // More than can be kept, which is as much as could be sent.
        const reason = error instanceof Error ? error.message : String(error);
        return { ...delivery, state: "failed", stateReason: `render: ${reason}` };
      }
    },
    add(callback, delivery) {
      if (callback.name !== null) members.set(callback.name, { callback, delivery });
    },
  };
}

/** Lets a delivery that is rendered already wait. */
export function putBehind(delivery: NewDelivery, waiting: Waiting): NewDelivery {
  return wait(delivery, waiting, { postponed: null, answers: [], pool: delivery.pool });
}

/** Whether it is still to be sent. */
export function isOpen({ state }: Pick<NewDelivery, "state">): boolean {
  return state === "pending" || state === "waiting";
}

/** `pool`: the one that it is sent from when it goes on. */
function wait(
  delivery: NewDelivery,
  { callback: { after, afterFailure }, predecessor }: Waiting,
  { postponed, answers, pool }: Pick<DeliveryPlan, "postponed" | "answers"> & { pool: number | null },
): NewDelivery {
  const name = after ?? "";
  const plan = encodePlan({ version: 1, predecessor: { id: predecessor.id, name }, afterFailure, postponed, answers });
  return {
    ...delivery,
    state: "waiting",
    stateReason: `it waits for ${JSON.stringify(name)}`,
    afterId: predecessor.id,
    pool: unsettledPool,
    plan: { text: Buffer.from(plan), pool },
  };
}

const endings: Record<NewDelivery["state"], string> = {
  failed: "failed",
  skipped: "was skipped",
  waiting: "waits itself",
  pending: "is not sent yet",
};
