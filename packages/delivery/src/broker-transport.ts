import { createHash } from "node:crypto";
import type { KafkaMessage, RabbitMqMessage, RenderedMessage } from "@understudy/domain";
import type { DestinationGuard } from "@understudy/egress";
import { createConnectionPool, type PooledConnection } from "./connection-pool.ts";
import type { ErrorClass } from "./error-class.ts";
import type { Failed, Outcome } from "./outcome.ts";
import type { AttemptContext, Transport } from "./transport.ts";

export interface BrokerTransportOptions {
  /** Judges every address before it is dialled. */
  guard: DestinationGuard;
  /** Certificates (PEM) to trust instead of the system's. */
  trustedCertificates?: readonly string[];
  /** Idle connections kept for later attempts. Default 64. */
  idleConnectionsMax?: number;
  /** One that nobody used for so long is closed, milliseconds. Default 60,000. */
  idleMs?: number;
}

type BrokerMessage = KafkaMessage | RabbitMqMessage;

/** A connection to a broker, made when it first sends. What goes wrong is thrown, and explained by it. */
export interface BrokerConnection<M extends BrokerMessage> extends PooledConnection {
  /** Resolves when the broker has confirmed the message. */
  send: (rendered: RenderedMessage<M>, context: AttemptContext) => Promise<void>;
  /** Whether the login is done: then it is for the broker that one waits. */
  isConnected: () => boolean;
  /** `ip:port` of the peer; null when none was dialled. */
  address: () => string | null;
  explain: (error: unknown) => { errorClass: ErrorClass; error: string };
}

export type OpenBrokerConnection<M extends BrokerMessage> = (message: M, key: string) => BrokerConnection<M>;

/** Largest message that is sent, in bytes; brokers take less unless they are told otherwise (Kafka 1 MiB, RabbitMQ 128 MiB). */
const messageBytesMax = 16 * 1024 * 1024;

/**
 * What Kafka and RabbitMQ have in common: an attempt takes an idle connection of its namespace with the same settings, or opens one,
 * and gives it back when the broker has confirmed the message; one that failed is ended.
 */
export function createBrokerTransport<M extends BrokerMessage>(
  open: OpenBrokerConnection<M>,
  { idleConnectionsMax: idleMax = 64, idleMs = 60_000 }: BrokerTransportOptions,
): Transport<M> {
  const pool = createConnectionPool<BrokerConnection<M>>({ idleMax, idleMs });

  async function attempt(connection: BrokerConnection<M>, work: Work<M>): Promise<Outcome> {
    const timeout = Promise.withResolvers<"timeout">();
    const timer = setTimeout(() => timeout.resolve("timeout"), Math.max(0, work.deadline - performance.now()));
    try {
      const sending = connection.send(work.rendered, work.context);
      if ((await Promise.race([sending, timeout.promise])) === "timeout") {
        return fail(connection, { errorClass: "timeout", error: explainTimeout(connection, work.context) });
      }
      const address = connection.address();
      pool.put(connection);
      return { kind: "delivered", ...(address !== null && { address }), isResponseTruncated: false };
    } catch (error) {
      return fail(connection, connection.explain(error));
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async send(rendered, context) {
      const bytes = rendered.body?.length ?? 0;
      if (bytes > messageBytesMax) {
        const error = `The message has ${bytes} bytes; at most ${messageBytesMax} are sent to a broker.`;
        return { kind: "failed", errorClass: "size", error, isResponseTruncated: false };
      }
      const work = { rendered, context, deadline: performance.now() + context.timeoutMs };
      const key = keyOf(rendered.message, context.namespace);
      const kept = pool.take(key);
      if (kept !== undefined) {
        const outcome = await attempt(kept, work);
        // The broker closed the idle connection while our message was on its way: that says nothing about the broker.
        if (outcome.kind === "delivered" || outcome.errorClass !== "closed") return outcome;
      }
      return attempt(open(rendered.message, key), work);
    },
    close: pool.close,
  };
}

interface Work<M extends BrokerMessage> {
  rendered: RenderedMessage<M>;
  context: AttemptContext;
  /** In `performance.now()` milliseconds. */
  deadline: number;
}

function fail(connection: BrokerConnection<never>, explained: { errorClass: ErrorClass; error: string }): Failed {
  connection.destroy();
  // Nothing of a blocked target is told, not even where it is.
  const address = explained.errorClass === "guard" ? null : connection.address();
  return { kind: "failed", ...explained, ...(address !== null && { address }), isResponseTruncated: false };
}

function explainTimeout(connection: BrokerConnection<never>, { timeoutMs }: AttemptContext): string {
  const doing = connection.isConnected() ? "before the broker confirmed the message" : "while connecting";
  return `The time allowed (${timeoutMs / 1000} s) was up ${doing}.`;
}

/** Connections with the same key can stand in for each other. A digest: it holds the password. */
function keyOf(message: BrokerMessage, namespace: string): string {
  const { kind, isTls, login } = message;
  // A producer goes on asking for every topic that it was ever given, and fails when one of them is gone.
  const place =
    message.kind === "kafka"
      ? [...message.brokers, message.topic]
      : [message.hostname, String(message.port), message.virtualHost];
  return createHash("sha256")
    .update(JSON.stringify([namespace, kind, isTls, login, place]))
    .digest("base64");
}
