import { setTimeout as sleep } from "node:timers/promises";
import { findDeliveries, findMock } from "@understudy/database";
import { AppError, type DeliveryWait } from "@understudy/domain";
import type { Check } from "@understudy/matching";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { unknownMock } from "../mocks/locate-mock.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";
import { takePlace, type WaitingPlace } from "../waiting-places.ts";
import { createDeliveryLooks, type DeliveryLook, type DeliveryLooks, wantedStates } from "./delivery-look.ts";
import { type DeliveryView, viewDelivery } from "./delivery-view.ts";

export interface DeliveryWaitResult {
  /** Whether there are as many as were waited for. */
  isMet: boolean;
  /** How many there are. */
  count: number;
  /** The newest of them. */
  deliveries: DeliveryView[];
  /** Those that the filter means, whatever their state and message. */
  byState: DeliveryLook["byState"];
  /** Where there are too few: the newest of the filter that are none of them, and why. */
  nearest: NearDelivery[];
  /** False when the filter has more deliveries than were looked at. */
  isComplete: boolean;
}

export interface NearDelivery {
  delivery: DeliveryView;
  /** In words. */
  reason: string;
  /** What its message lacks. */
  failed: readonly Check[];
}

/** How often one waiter looks. With many of them each looks less often, so that together they cost the same. */
const lookIntervalMs = { alone: 50, more: 10, max: 500 };
const shownMax = 50;
const nearestMax = 10;

/**
 * Returns when deliveries are there as they are waited for, or when the time is up. Throws `rate_limit` when too many wait, and
 * `unavailable` when the wait was ended before.
 */
export async function waitForDeliveries(
  management: Management,
  actor: Actor,
  { wait, namespace, isGone }: { wait: DeliveryWait; namespace: string; isGone: AbortSignal },
): Promise<DeliveryWaitResult> {
  authorise(actor, "delivery.read", namespace);
  await requireNamespace(management, namespace);
  // So that a mistyped id is not waited for. Deleted ones have deliveries still.
  if (wait.mockId !== undefined && (await findMock(management.db, { namespace, id: wait.mockId })) === null) {
    throw unknownMock(wait.mockId, namespace);
  }
  const { mockId, requestId, type, callbackName, target, since } = wait;
  const filter = { namespace, mockId, requestId, type, callbackName, target, createdFrom: since };
  const looks = createDeliveryLooks(management.db, { filter, wait });
  const place = takePlace(management.deliveryWaits, namespace, isGone);
  try {
    const seen = await lookUntilMet(looks, wait, place);
    return await describe(management, { looks, seen, wait, namespace });
  } finally {
    place.release();
  }
}

async function lookUntilMet(looks: DeliveryLooks, wait: DeliveryWait, place: WaitingPlace): Promise<DeliveryLook> {
  const deadline = performance.now() + wait.timeoutMs;
  for (;;) {
    const seen = await looks.look();
    const leftMs = deadline - performance.now();
    if (leftMs <= 0 || seen.fitting.length >= wait.count) return seen;
    const intervalMs = Math.min(lookIntervalMs.alone + lookIntervalMs.more * (place.taken() - 1), lookIntervalMs.max);
    try {
      await sleep(Math.min(intervalMs, leftMs), undefined, { signal: place.ended });
    } catch (cause) {
      throw new AppError("unavailable", "the wait was ended; try again in a moment", { cause });
    }
  }
}

async function describe(
  { db }: Management,
  context: { looks: DeliveryLooks; seen: DeliveryLook; wait: DeliveryWait; namespace: string },
): Promise<DeliveryWaitResult> {
  const { looks, seen, wait, namespace } = context;
  const { fitting, byState, isComplete } = seen;
  const isMet = fitting.length >= wait.count;
  const nearIds = isMet ? [] : seen.others.slice(0, nearestMax).map(({ id }) => id);
  const verdicts = await looks.judge(nearIds);
  const [shown, near] = [
    await findDeliveries(db, namespace, fitting.slice(0, shownMax)),
    await findDeliveries(db, namespace, nearIds),
  ];
  const nearest = near.map(viewDelivery).map((delivery) => {
    const failed = verdicts.get(delivery.id) ?? [];
    return { delivery, failed, reason: explainDifference(delivery, { wait, failed }) };
  });
  return { isMet, count: fitting.length, deliveries: shown.map(viewDelivery), byState, nearest, isComplete };
}

function explainDifference(
  { state, stateReason, attempts }: DeliveryView,
  { wait, failed }: { wait: DeliveryWait; failed: readonly Check[] },
): string {
  const states = wantedStates(wait);
  const attemptsMin = wait.attemptsAtLeast ?? 0;
  const reasons = [
    ...(states === null || states.includes(state)
      ? []
      : [`it is ${state}${stateReason === null ? "" : ` (${stateReason})`}, not ${states.join(" or ")}`]),
    ...(attempts >= attemptsMin ? [] : [`it has ${attempts} of ${attemptsMin} attempts`]),
    ...failed.map(({ reason }) => reason ?? ""),
  ];
  return reasons.join("; ");
}
