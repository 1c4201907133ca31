import {
  type AttemptOutline,
  findDelivery,
  findPredecessors,
  listAttemptOutlines,
  listDeliveries,
  type LoggedRequest,
  type StoredDelivery,
} from "@understudy/database";
import type { Actor } from "../../actor.ts";
import { viewDelivery } from "../../deliveries/delivery-view.ts";
import type { Management } from "../../management.ts";
import { mayReadDeliveries, visibleDeliveries } from "../../deliveries/visible-deliveries.ts";
import { authorise } from "../../permissions.ts";
import { locateRequest } from "../get-request.ts";
import { viewRequest } from "../request-view.ts";
import { listCallbackOutcomes } from "./callback-outcomes.ts";
import { explainAnswer } from "./explain-answer.ts";
import { deliveryIdOf, isOwnStub, listFollowUps, requestIdOf } from "./follow-ups.ts";
import { findRefusal } from "./refusal.ts";
import { listSteps } from "./steps.ts";
import type { FollowUp, Timeline, TimelineAttempt, TimelineDelivery } from "./timeline.ts";

const deliveriesMax = 200;
const attemptsMax = 1_000;

/** What became of a stub call: why this mock, which answer, every delivery and attempt, what came of these, and what was not sent and why. */
export async function getTimeline(management: Management, actor: Actor, id: string): Promise<Timeline> {
  const logged = await locateRequest(management, actor, { id });
  const { namespace } = logged;
  authorise(actor, "delivery.read", namespace);
  // Why a mock matched shows what it expects.
  authorise(actor, "mock.read", namespace);
  const { match, miss, definition } = await explainAnswer(management, actor, logged);
  const found = await findOutgoing(management, actor, logged);
  const callbacks = listCallbackOutcomes({
    status: logged.status,
    refusal: findRefusal(logged),
    callbacks: definition?.webhooks ?? [],
    deliveries: found.stored.map(viewDelivery),
  });
  const { deliveries, followUps, isComplete } = found;
  const causedBy = await findCause(management, actor, logged);
  const timeline = {
    request: viewRequest(logged),
    causedBy,
    match,
    miss,
    callbacks,
    deliveries,
    followUps,
    isComplete,
  };
  return { ...timeline, steps: listSteps(timeline) };
}

/** What the call sent, and what came of that. */
async function findOutgoing(
  management: Management,
  actor: Actor,
  { namespace, id }: LoggedRequest,
): Promise<Pick<Timeline, "deliveries" | "followUps" | "isComplete"> & { stored: StoredDelivery[] }> {
  const { db } = management;
  const page = { before: undefined, limit: deliveriesMax };
  const stored = (await listDeliveries(db, { namespace, requestId: id }, page)).reverse();
  const deliveryIds = stored.map((delivery) => delivery.id);
  const attempts = await listAttemptOutlines(db, { namespace, deliveryIds, limit: attemptsMax });
  const after = await findPredecessors(db, { namespace, deliveryIds });
  const own = new Set(stored.filter(isOwnStub).map((delivery) => delivery.id));
  const ownAttempts = attempts.filter(({ deliveryId }) => own.has(deliveryId));
  const { followUps, isComplete } = await listFollowUps(management, actor, { namespace, attempts: ownAttempts });
  const deliveries = stored.map((delivery): TimelineDelivery => ({
    ...viewDelivery(delivery),
    after: after.get(delivery.id) ?? null,
    attempts: attempts
      .filter(({ deliveryId }) => deliveryId === delivery.id)
      .map((attempt) => describeAttempt(attempt, followUps)),
  }));
  const isWhole = isComplete && stored.length < deliveriesMax && attempts.length < attemptsMax;
  return { stored, deliveries, followUps, isComplete: isWhole };
}

function describeAttempt(attempt: AttemptOutline, followUps: readonly FollowUp[]): TimelineAttempt {
  const { number, startedAt, durationMs, isDelivered, errorClass, error, statusCode, address, deliveryId } = attempt;
  const called = followUps.find((followUp) => followUp.deliveryId === deliveryId && followUp.attempt === number);
  const outcome = isDelivered ? "delivered" : "failed";
  const requestId = called?.request.id ?? null;
  return { number, startedAt, durationMs, outcome, errorClass, error, statusCode, address, requestId };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The delivery that a call says it is, if one of its attempts got this very call's answer. */
async function findCause({ db }: Management, actor: Actor, logged: LoggedRequest): Promise<Timeline["causedBy"]> {
  const deliveryId = deliveryIdOf(logged);
  if (deliveryId === null || !uuid.test(deliveryId)) return null;
  const found = await findDelivery(db, deliveryId, visibleDeliveries(actor));
  if (found === null || !isOwnStub(found.delivery) || !mayReadDeliveries(actor, found.delivery.namespace)) return null;
  if (!found.attempts.some((attempt) => requestIdOf(attempt) === logged.id)) return null;
  return { deliveryId, namespace: found.delivery.namespace, requestId: found.delivery.requestId };
}
