import {
  type AttemptOutline,
  findLoggedRequest,
  listAttemptOutlines,
  listDeliveryStates,
  type LoggedRequest,
} from "@understudy/database";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { isAllowed, visibleNamespaces } from "../../permissions.ts";
import { decodeHeaders } from "../request-view.ts";
import type { FollowUp } from "./timeline.ts";

/** As deliveries to our own stubs name their target. */
const ownTarget = "own";
const requestIdHeader = "x-request-id";
const deliveryIdHeader = "webhook-id";

const followUpsMax = 50;
const lookUpsMax = 200;
const deliveriesMax = 100;
const attemptsMax = 200;

/** An attempt that may have been a call of one of our stubs. */
interface OwnAttempt {
  depth: number;
  namespace: string;
  attempt: AttemptOutline;
}

/** Whether a delivery goes to a stub of ours. */
export function isOwnStub({ target }: { target: string }): boolean {
  return target === ownTarget;
}

/**
 * Stub calls that came of attempts, and of the deliveries of these calls in turn, breadth first. Calls that the actor may not see are
 * left out, like those that are not in the log any longer.
 */
export async function listFollowUps(
  management: Management,
  actor: Actor,
  start: { namespace: string; attempts: readonly AttemptOutline[] },
): Promise<{ followUps: FollowUp[]; isComplete: boolean }> {
  const { db } = management;
  const { namespace } = start;
  const waiting: OwnAttempt[] = start.attempts.map((attempt) => ({ depth: 1, namespace, attempt }));
  const followUps: FollowUp[] = [];
  const seen = new Set<string>();
  let lookUps = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    lookUps += 1;
    if (followUps.length >= followUpsMax || lookUps > lookUpsMax) return { followUps, isComplete: false };
    const called = await findCalled(management, actor, next);
    if (called === null || seen.has(called.id)) continue;
    seen.add(called.id);
    const query = { namespace: called.namespace, requestId: called.id, limit: deliveriesMax };
    const deliveries = isAllowed(actor, "delivery.read", called.namespace) ? await listDeliveryStates(db, query) : [];
    followUps.push(describe(next, called, deliveries));
    const deliveryIds = deliveries.filter(isOwnStub).map(({ id }) => id);
    if (deliveryIds.length === 0) continue;
    const attempts = await listAttemptOutlines(db, { namespace: called.namespace, deliveryIds, limit: attemptsMax });
    waiting.push(...attempts.map((attempt) => ({ depth: next.depth + 1, namespace: called.namespace, attempt })));
  }
  return { followUps, isComplete: true };
}

/** The call that an attempt was. The stub's answer names it; the call itself must name the delivery. */
async function findCalled({ db }: Management, actor: Actor, { attempt }: OwnAttempt): Promise<LoggedRequest | null> {
  const id = requestIdOf(attempt);
  if (id === null) return null;
  const called = await findLoggedRequest(db, id, visibleNamespaces(actor));
  if (called === null || !isAllowed(actor, "request.read", called.namespace)) return null;
  return deliveryIdOf(called) === attempt.deliveryId ? called : null;
}

/** Of the stub call that an attempt was, if it was one. */
export function requestIdOf({ responseHeaders }: Pick<AttemptOutline, "responseHeaders">): string | null {
  return responseHeaders && findHeader(responseHeaders, requestIdHeader);
}

/** Of the delivery that a stub call says it is. Anybody can say so. */
export function deliveryIdOf({ requestHeaders }: LoggedRequest): string | null {
  return findHeader(requestHeaders, deliveryIdHeader);
}

function findHeader(encoded: Uint8Array, wanted: string): string | null {
  return decodeHeaders(encoded).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}

function describe(
  { depth, attempt }: OwnAttempt,
  called: LoggedRequest,
  deliveries: Awaited<ReturnType<typeof listDeliveryStates>>,
): FollowUp {
  const { id, namespace, receivedAt, method, path, mockId, durationMs, status } = called;
  return {
    depth,
    deliveryId: attempt.deliveryId,
    attempt: attempt.number,
    request: { id, namespace, receivedAt, method, path, mockId, durationMs, status },
    deliveries: deliveries.map((delivery) => ({
      id: delivery.id,
      state: delivery.state,
      stateReason: delivery.stateReason,
    })),
  };
}
