import type { Timeline, TimelineDelivery, TimelineStep } from "./timeline.ts";

/** A timeline in the order of time, in words. */
export function listSteps(timeline: Omit<Timeline, "steps">): TimelineStep[] {
  const steps = [
    ...describeCall(timeline),
    ...timeline.deliveries.flatMap(describeDelivery),
    ...timeline.followUps.map(({ deliveryId, request }): TimelineStep => {
      const text = `${request.method} ${request.path} came of it, answered ${request.status}`;
      return { at: request.receivedAt, kind: "follow_up", text, deliveryId, requestId: request.id };
    }),
  ];
  // Sorting keeps what is of the same moment in the order in which it is told.
  return steps.sort((left, right) => left.at.getTime() - right.at.getTime());
}

function describeCall({ request, match, miss, callbacks }: Omit<Timeline, "steps">): TimelineStep[] {
  const { receivedAt, durationMs, method, path, response } = request;
  const answeredAt = new Date(receivedAt.getTime() + durationMs);
  const silent = callbacks.filter(({ outcome }) => outcome === "not_fired");
  return [
    { at: receivedAt, kind: "received", text: `${method} ${path}` },
    ...(match === null ? [] : [step(receivedAt, "matched", `${match.mockId}: ${match.why}`)]),
    ...(miss === null ? [] : [step(receivedAt, "missed", miss.why)]),
    step(answeredAt, "answered", `${response.status} after ${durationMs} ms`),
    ...silent.map((callback) => step(answeredAt, "not_fired", `${nameOf(callback)}: ${callback.reason?.text ?? ""}`)),
  ];
}

function step(at: Date, kind: TimelineStep["kind"], text: string): TimelineStep {
  return { at, kind, text };
}

function describeDelivery(delivery: TimelineDelivery): TimelineStep[] {
  const { id, callback, state, stateReason, finishedAt, nextAttemptAt, attempts, createdAt, after } = delivery;
  const what = nameOf(callback);
  const tried = attempts.map((attempt): TimelineStep => {
    const { number, startedAt, outcome, error, statusCode, durationMs } = attempt;
    const result =
      outcome === "delivered" ? `delivered${statusCode === null ? "" : `, ${statusCode}`}` : (error ?? "failed");
    const text = `${what}, attempt ${number}: ${result} (${durationMs} ms)`;
    return { at: startedAt, kind: "attempt", text, deliveryId: id };
  });
  const reason = stateReason === null ? "" : ` (${stateReason})`;
  if (finishedAt !== null) {
    return [...tried, { at: finishedAt, kind: "finished", text: `${what}: ${state}${reason}`, deliveryId: id }];
  }
  const until = nextAttemptAt === null ? "" : ` until ${nextAttemptAt.toISOString()}`;
  const waits = after === null ? `${what}: ${state}${until}` : `${what}: ${state}, for delivery ${after}`;
  return [...tried, { at: nextAttemptAt ?? createdAt, kind: "waiting", text: waits, deliveryId: id }];
}

/** As people count. */
function nameOf({ index, name }: { index: number; name: string | null }): string {
  return name === null ? `callback number ${index + 1}` : `callback ${name}`;
}
