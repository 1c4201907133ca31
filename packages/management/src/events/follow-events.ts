import { setTimeout as sleep } from "node:timers/promises";
import {
  findDeliveries,
  findLoggedRequests,
  followedMax,
  listChangedDeliveries,
  listWrittenRequests,
  readChangeCursor,
} from "@understudy/database";
import type { Actor } from "../actor.ts";
import { viewDelivery } from "../deliveries/delivery-view.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";
import { viewRequest } from "../requests/request-view.ts";
import { takePlace, type WaitingPlace } from "../waiting-places.ts";
import { createSeenChanges, type SeenChanges } from "./seen-changes.ts";
import { type EventFilter, isWantedDelivery, isWantedRequest, type StreamEvent } from "./stream-event.ts";

/** What happened since the batch before. `cursor`: follow from there, and nothing of it comes again. */
export interface EventBatch {
  events: StreamEvent[];
  cursor: bigint;
}

export interface FollowOptions {
  filter: EventFilter;
  /** Where another stream left off. Undefined: what happens from now on. */
  since: bigint | undefined;
  isGone: AbortSignal;
}

/** Ids are nearly in the order of time only: where most of what was looked at is new, there may have been more. */
const gapFrom = followedMax * 0.9;

/** How often it is looked, milliseconds. */
const lookIntervalMs = 500;

/**
 * Follows the stub calls and deliveries of a namespace, until the caller goes or the process stops. The first batch has where it begins.
 * Each look is made when the batch before was taken: whoever reads slowly keeps nothing in memory, and is told of a gap when more
 * happened meanwhile than is looked at.
 */
export async function followEvents(
  management: Management,
  actor: Actor,
  options: FollowOptions,
): Promise<AsyncGenerator<EventBatch, void, undefined>> {
  authoriseEvents(actor, options.filter);
  await requireNamespace(management, options.filter.namespace);
  const place = takePlace(management.eventStreams, options.filter.namespace, options.isGone);
  return follow(management, options, place);
}

/** Throws when the actor may not, or no longer, be told of these. */
export function authoriseEvents(actor: Actor, { namespace, kinds }: EventFilter): void {
  if (kinds.includes("request")) authorise(actor, "request.read", namespace);
  if (kinds.includes("delivery")) authorise(actor, "delivery.read", namespace);
}

async function* follow(
  management: Management,
  { filter, since }: FollowOptions,
  place: WaitingPlace,
): AsyncGenerator<EventBatch, void, undefined> {
  const { db } = management;
  try {
    const seen = createSeenChanges();
    let cursor = since ?? (await readChangeCursor(db));
    yield { events: [], cursor };
    while (!place.ended.aborted) {
      // Read before what it stands for: what comes in between is read twice, and told once.
      const next = await readChangeCursor(db);
      const requests = filter.kinds.includes("request")
        ? await listRequestEvents(management, { filter, cursor, seen })
        : [];
      const deliveries = filter.kinds.includes("delivery")
        ? await listDeliveryEvents(management, { filter, cursor, seen })
        : [];
      cursor = next;
      yield { events: [...requests, ...deliveries], cursor };
      await sleep(lookIntervalMs, undefined, { signal: place.ended });
    }
  } catch (error) {
    if (!place.ended.aborted) throw error;
  } finally {
    place.release();
  }
}

interface Look {
  filter: EventFilter;
  cursor: bigint;
  seen: SeenChanges;
}

async function listRequestEvents({ db }: Management, { filter, cursor, seen }: Look): Promise<StreamEvent[]> {
  const { namespace } = filter;
  const written = await listWrittenRequests(db, { namespace, since: cursor });
  const requests = await findLoggedRequests(db, namespace, seen.addRequests(written));
  const events = requests.map(viewRequest).filter((request) => isWantedRequest(filter, request));
  return [...gapOf("request", written.length), ...events.map((request): StreamEvent => ({ kind: "request", request }))];
}

async function listDeliveryEvents({ db }: Management, { filter, cursor, seen }: Look): Promise<StreamEvent[]> {
  const { namespace } = filter;
  const changed = await listChangedDeliveries(db, { namespace, since: cursor, alsoIds: seen.unfinishedIds() });
  const found = await findDeliveries(db, namespace, seen.addDeliveries(changed));
  const events = found
    .reverse()
    .map(viewDelivery)
    .filter((delivery) => isWantedDelivery(filter, delivery));
  return [
    ...gapOf("delivery", changed.length),
    ...events.map((delivery): StreamEvent => ({ kind: "delivery", delivery })),
  ];
}

function gapOf(of: "request" | "delivery", count: number): StreamEvent[] {
  return count >= gapFrom ? [{ kind: "gap", of }] : [];
}
