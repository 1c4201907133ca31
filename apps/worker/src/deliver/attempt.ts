import type { AttemptRecord, ClaimedDelivery } from "@understudy/database";
import {
  decodeMessage,
  decodeRetryPolicy,
  openMessage,
  type Sealing,
  sentIdOf,
  toStorableText,
} from "@understudy/domain";
import {
  attemptDelivery,
  type DeliveryCause,
  logAttempt,
  nextAttempt,
  type Outcome,
  toPanic,
  type Transports,
} from "@understudy/delivery";
import type { Logger, Tracer } from "@understudy/runtime";
import type { DeliveryMeter } from "./delivery-meter.ts";
import { traceAttempt } from "./trace-attempt.ts";

export interface AttempterOptions {
  transports: Transports;
  sealing: Sealing;
  meter: DeliveryMeter;
  /** Null: nobody wants traces. */
  tracer: Tracer | null;
  log: Logger;
}

/** Makes what tries a claimed delivery once: send ▸ decide ▸ log ▸ what to record. It never rejects. */
export function createAttempter({ transports, sealing, meter, tracer, log }: AttempterOptions) {
  return async function attempt(delivery: ClaimedDelivery): Promise<AttemptRecord> {
    const startedAt = new Date();
    const start = performance.now();
    const outcome = await sendOnce(delivery, { transports, sealing, tracer });
    const durationMs = Math.round(performance.now() - start);
    const number = delivery.attempts + 1;
    const finishedAt = new Date();
    const { attemptsMax, retryDelayMs } = delivery;
    const attemptsMade = number - delivery.attemptsEarlier;
    const retryPolicy = decodeRetryPolicy(delivery.retryPolicy);
    const decision = nextAttempt(
      { attemptsMade, attemptsMax, retryDelayMs, retryPolicy, outcome, finishedAt },
      Math.random,
    );
    const { id: deliveryId, namespace } = delivery;
    const callbackType = toCallbackType(delivery.callbackType);
    const isLast = outcome.kind === "delivered" || decision.kind === "finished";
    meter.note({ transport: callbackType, outcome: outcome.kind, isLast, durationMs });
    logAttempt(log, {
      callbackType,
      deliveryId,
      namespace,
      ...causeOf(delivery),
      attempt: number,
      attemptsMax,
      durationMs,
      outcome,
      decision,
    });
    return {
      namespace,
      deliveryId,
      number,
      startedAt,
      durationMs,
      ...recordOf(outcome),
      retryInMs: decision.kind === "retry" ? decision.at.getTime() - finishedAt.getTime() : null,
    };
  };
}

/** What its log lines say it was caused by. */
function causeOf({ mockId, requestId, webhookId, operation }: ClaimedDelivery): Partial<DeliveryCause> {
  return {
    ...(mockId !== null && { mockId }),
    ...(requestId !== null && { requestId }),
    ...(webhookId !== null && { webhookId }),
    ...(operation !== null && { operation }),
  };
}

async function sendOnce(
  delivery: ClaimedDelivery,
  { transports, sealing, tracer }: Pick<AttempterOptions, "transports" | "sealing" | "tracer">,
): Promise<Outcome> {
  const { id, namespace, timeoutMs } = delivery;
  try {
    const opened = openMessage(decodeMessage(delivery.message.head.toString()), sealing);
    const { message, end } = traceAttempt(tracer, delivery, opened);
    // A copy that chaos made is the same message once more.
    const sentId = sentIdOf(message.chaos, id);
    const outcome = await attemptDelivery({ id: sentId, message, body: delivery.message.body }, transports, {
      namespace,
      timeoutMs,
      hops: message.hops,
    });
    end(outcome);
    return outcome;
  } catch (error) {
    // A stored message that can't be read is a failure of this attempt, like all else that goes wrong in it.
    return toPanic(error);
  }
}

type RecordedOutcome = Omit<
  AttemptRecord,
  "namespace" | "deliveryId" | "number" | "startedAt" | "durationMs" | "retryInMs"
>;

function recordOf(outcome: Outcome): RecordedOutcome {
  const { statusCode, responseHeaders, responseBody, address, isResponseTruncated } = outcome;
  return {
    isDelivered: outcome.kind === "delivered",
    errorClass: outcome.kind === "failed" ? outcome.errorClass : null,
    error: outcome.kind === "failed" ? toStorableText(outcome.error) : null,
    statusCode: statusCode ?? null,
    responseHeaders: responseHeaders === undefined ? null : Buffer.from(JSON.stringify(responseHeaders)),
    responseBody: responseBody === undefined ? null : Buffer.from(responseBody),
    isResponseTruncated,
    address: address ?? null,
  };
}

function toCallbackType(type: string): "http" | "kafka" | "rabbitmq" {
  return type === "kafka" || type === "rabbitmq" ? type : "http";
}
