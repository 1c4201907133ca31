import { Socket } from "node:net";
import type { RabbitMqMessage, RenderedMessage } from "@understudy/domain";
import { addressOf, guardConnectOptions } from "@understudy/egress";
import { type ChannelModel, type ConfirmChannel, connect, type Message, type Options } from "amqplib";
import type { BrokerConnection, BrokerTransportOptions } from "./broker-transport.ts";
import { explainRabbitMqError, Returned } from "./explain-rabbitmq-error.ts";

/** A broker that says nothing for two of them is gone. Seconds. */
const heartbeatSeconds = 30;
/** Largest frame that is read, in bytes: nothing that a broker has to tell a publisher is larger. */
const frameBytesMax = 1024 * 1024;
/** How long an idle connection may take to say good-bye. */
const closeMs = 1_000;

/** A connection with one confirm channel, for one attempt at a time: what the broker says on it is about that attempt. */
export function openRabbitMqConnection(
  message: RabbitMqMessage,
  key: string,
  options: BrokerTransportOptions,
): BrokerConnection<RabbitMqMessage> {
  const ending = new AbortController();
  let opening: Promise<ConfirmChannel> | null = null;
  let model: ChannelModel | null = null;
  let isConnected = false;
  let isLost = false;
  let address: string | null = null;
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  const lose = (error?: Error): void => {
    isLost = true;
    lost.reject(error ?? new Error("The broker closed the connection."));
  };

  async function open(): Promise<ConfirmChannel> {
    const target = { hostname: message.hostname, port: message.port };
    const { trustedCertificates = [] } = options;
    const socketOptions = guardConnectOptions(
      options.guard,
      { target, isTls: message.isTls, trustedCertificates },
      (dialled) => (address = dialled),
    );
    model = await connect(connectOptionsOf(message), {
      ...socketOptions,
      ...{ signal: ending.signal },
      noDelay: true,
      clientProperties: { connection_name: "understudy" },
    });
    address = addressOf(peerOf(model.connection), message.port) ?? address;
    // An error is followed by a close; both are told once.
    model.on("error", lose).on("close", lose);
    const channel = await Promise.race([model.createConfirmChannel(), lost.promise]);
    channel.on("error", lose).on("close", lose);
    isConnected = true;
    return channel;
  }

  return {
    key,
    isAlive: () => isConnected && !isLost,
    isConnected: () => isConnected,
    address: () => address,
    async send(rendered, { deliveryId }) {
      const channel = await (opening ??= open());
      await Promise.race([publish(channel, rendered, deliveryId), lost.promise]);
    },
    explain: (error) => explainRabbitMqError(error, message),
    destroy() {
      if (!isConnected || isLost) return ending.abort();
      void model?.close().catch(() => undefined);
      setTimeout(() => ending.abort(), closeMs).unref();
    },
  };
}

/** The library opens its socket itself, and shows it in no type. */
function peerOf(connection: object): string | undefined {
  return "stream" in connection && connection.stream instanceof Socket ? connection.stream.remoteAddress : undefined;
}

function connectOptionsOf({ isTls, hostname, port, virtualHost, login }: RabbitMqMessage): Options.Connect {
  return {
    protocol: isTls ? "amqps" : "amqp",
    hostname,
    port,
    // The library escapes nothing and unescapes this.
    vhost: encodeURIComponent(virtualHost),
    username: login.username,
    password: login.password,
    heartbeat: heartbeatSeconds,
    maxFrameSize: frameBytesMax,
  };
}

/** Resolves when the broker has confirmed the message; a message that it returns comes before that. */
function publish(
  channel: ConfirmChannel,
  { message, body }: RenderedMessage<RabbitMqMessage>,
  deliveryId: string,
): Promise<void> {
  const { exchange, routingKey, contentType, isMandatory, headers } = message;
  return new Promise((resolve, reject) => {
    let returned: Returned | null = null;
    const onReturn = ({ fields }: Message): void => {
      returned = new Returned("replyText" in fields ? String(fields.replyText) : "");
    };
    channel.once("return", onReturn);
    const properties: Options.Publish = {
      contentType,
      messageId: deliveryId,
      persistent: true,
      mandatory: isMandatory,
      headers: Object.fromEntries(headers),
    };
    channel.publish(exchange, routingKey, Buffer.from(body ?? []), properties, (error: unknown) => {
      channel.off("return", onReturn);
      if (error) reject(error instanceof Error ? error : new Error("The broker did not take the message."));
      else if (returned !== null) reject(returned);
      else resolve();
    });
  });
}
