import type { ClaimedDelivery } from "@understudy/database";
import type { Outcome } from "@understudy/delivery";
import type { Message, TraceContext } from "@understudy/domain";
import { describeServer, type SpanAttributes, type SpanEnd, spanMethodOf, type Tracer } from "@understudy/runtime";

/** An attempt as a span of the trace of the call that caused it. */
export interface TracedAttempt {
  /** What is sent: it names the attempt's span as what caused it. */
  message: Message;
  end: (outcome: Outcome) => void;
}

/**
 * Begins the span of an attempt. The trace is stored with the message, so that every attempt is part of it, whoever makes it and whenever.
 * What had no call, an event, begins a trace of its own. It says where a message goes, and no more of an address than its host: paths and
 * queries hold secrets.
 */
export function traceAttempt(tracer: Tracer | null, delivery: ClaimedDelivery, message: Message): TracedAttempt {
  if (tracer === null) return { message, end: () => undefined };
  const { name, kind, attributes } = describe(message, delivery);
  const span = tracer.start({
    ...{ name, kind, parent: message.trace ?? null },
    attributes: { ...attributes, ...describeDelivery(delivery) },
  });
  return { message: withSpan(message, span.context), end: (outcome) => span.end(describeEnd(outcome)) };
}

/** Headers of a trace that the callback set itself stay as they are. */
function withSpan<M extends Message>(message: M, { traceparent, tracestate }: TraceContext): M {
  const { headers, trace } = message;
  const hasName = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  if (!hasName("traceparent") && !hasName("tracestate")) {
    const ours: [string, string][] = [["traceparent", traceparent]];
    if (tracestate !== undefined) ours.push(["tracestate", tracestate]);
    return { ...message, headers: [...headers, ...ours] };
  }
  const isOurs = ([name, value]: [string, string]) =>
    name.toLowerCase() === "traceparent" && value === trace?.traceparent;
  return { ...message, headers: headers.map((header) => (isOurs(header) ? [header[0], traceparent] : header)) };
}

interface Described {
  name: string;
  kind: "client" | "producer";
  attributes: SpanAttributes;
}

function describe(message: Message, { attempts }: ClaimedDelivery): Described {
  switch (message.kind) {
    case "http": {
      const method = spanMethodOf(message.method);
      const attributes = {
        "http.request.method": method,
        "http.request.resend_count": attempts > 0 ? attempts : undefined,
      };
      return { name: method, kind: "client", attributes: { ...attributes, ...describeServer(message.url) } };
    }
    case "kafka":
      return describeMessaging("kafka", message.topic);
    case "rabbitmq": {
      const { exchange, routingKey, hostname, port } = message;
      const name = [exchange, routingKey].filter((part) => part !== "").join(":");
      const described = describeMessaging("rabbitmq", name === "" ? "amq.default" : name);
      const server = { "server.address": hostname, "server.port": port };
      return { ...described, attributes: { ...described.attributes, ...server } };
    }
  }
}

function describeMessaging(system: string, destination: string): Described {
  return {
    name: `send ${destination}`,
    kind: "producer",
    attributes: {
      "messaging.system": system,
      "messaging.operation.name": "send",
      "messaging.operation.type": "send",
      "messaging.destination.name": destination,
    },
  };
}

function describeDelivery(delivery: ClaimedDelivery): SpanAttributes {
  const { id, namespace, attempts, mockId, requestId, webhookId, operation } = delivery;
  return {
    "understudy.delivery.id": id,
    "understudy.namespace": namespace,
    "understudy.attempt.number": attempts + 1,
    "understudy.mock.id": mockId ?? undefined,
    "understudy.request.id": requestId ?? undefined,
    "understudy.webhook.id": webhookId ?? undefined,
    "understudy.operation": operation ?? undefined,
  };
}

function describeEnd(outcome: Outcome): SpanEnd {
  const attributes = { "http.response.status_code": outcome.statusCode };
  if (outcome.kind === "delivered") return { attributes };
  const type = outcome.errorClass === "status" ? String(outcome.statusCode) : outcome.errorClass;
  return { attributes, error: { type, message: outcome.error } };
}
