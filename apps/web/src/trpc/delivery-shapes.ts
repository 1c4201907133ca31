import { sentIdOf } from "@understudy/domain";
import type { AttemptView, DeliveryView } from "@understudy/management";

/** Rows that come at once; there are more behind them. */
export const deliveriesPerPage = 50;

export type DeliveryRow = ReturnType<typeof toDeliveryRow>;
export type DeliveryDetail = ReturnType<typeof toDeliveryDetail>;
export type AttemptDetail = DeliveryDetail["attempts"][number];

/** What the list shows of a delivery: everything but its message, which may be megabytes. */
export function toDeliveryRow(delivery: DeliveryView) {
  return {
    id: delivery.id,
    namespace: delivery.namespace,
    mockId: delivery.mockId,
    webhookId: delivery.webhookId,
    operation: delivery.operation,
    callback: delivery.callback,
    state: delivery.state,
    stateReason: delivery.stateReason,
    destination: delivery.destination,
    attemptsMade: delivery.attempts,
    attemptsMax: delivery.attemptsMax,
    createdAt: delivery.createdAt,
    nextAttemptAt: delivery.nextAttemptAt,
    finishedAt: delivery.finishedAt,
  };
}

/** What the panel shows: the row, the message exactly as it is sent, and every attempt. */
export function toDeliveryDetail(delivery: DeliveryView, attempts: readonly AttemptView[]) {
  return {
    ...toDeliveryRow(delivery),
    mockVersion: delivery.mockVersion,
    requestId: delivery.requestId,
    redeliveryOf: delivery.redeliveryOf,
    message: delivery.message,
    /** The id that goes out with it: of a copy that of the one whose copy it is. */
    sentId: sentIdOf(delivery.message?.chaos, delivery.id),
    attempts: attempts.map(toAttemptDetail),
  };
}

function toAttemptDetail(attempt: AttemptView) {
  return {
    number: attempt.number,
    startedAt: attempt.startedAt,
    durationMs: attempt.durationMs,
    outcome: attempt.outcome,
    errorClass: attempt.errorClass,
    error: attempt.error,
    statusCode: attempt.statusCode,
    responseHeaders: attempt.responseHeaders,
    responseBody: attempt.responseBody,
    isResponseTruncated: attempt.isResponseTruncated,
    address: attempt.address,
  };
}
