import type { Message, RenderedMessage } from "@understudy/domain";
import type { Failed, Outcome } from "./outcome.ts";
import type { AttemptContext, Transport } from "./transport.ts";

/** One transport for every kind of message. */
export type Transports = { [Kind in Message["kind"]]: Transport<Extract<Message, { kind: Kind }>> };

/** What an attempt needs of a delivery. */
export interface DeliveryToSend extends RenderedMessage {
  id: string;
}

/** Tries once to send a delivery. What a transport throws becomes an outcome as well, so that no attempt is lost. */
export async function attemptDelivery(
  delivery: DeliveryToSend,
  transports: Transports,
  context: Omit<AttemptContext, "deliveryId">,
): Promise<Outcome> {
  try {
    return await sendByKind(delivery, transports, { ...context, deliveryId: delivery.id });
  } catch (error) {
    return toPanic(error);
  }
}

function sendByKind(
  { message, body }: DeliveryToSend,
  transports: Transports,
  context: AttemptContext,
): Promise<Outcome> {
  switch (message.kind) {
    case "http":
      return transports.http.send({ message, body }, context);
    case "kafka":
      return transports.kafka.send({ message, body }, context);
    case "rabbitmq":
      return transports.rabbitmq.send({ message, body }, context);
  }
}

/** What was thrown where nothing may be thrown, as an outcome that keeps its stack. */
export function toPanic(error: unknown): Failed {
  const thrown = error instanceof Error ? error : new Error(String(error));
  return {
    kind: "failed",
    errorClass: "panic",
    error: `Understudy failed inside its own transport: ${thrown.message}`,
    stack: thrown.stack ?? thrown.message,
    isResponseTruncated: false,
  };
}
