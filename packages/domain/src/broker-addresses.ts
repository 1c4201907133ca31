import type { RabbitMqConnection } from "./rabbitmq-message.ts";

const kafkaPort = 9092;
const brokersMax = 20;
const addressLengthMax = 1000;

/**
 * Reads a comma-separated list such as `kafka1:9092,kafka2` into `host:port` each; null when it can't be read, or has
 * more than 20. IPv6 addresses can't be in it: kafkajs would not read them.
 */
export function parseKafkaBrokers(text: string): string[] | null {
  if (text.length > addressLengthMax) return null;
  const brokers = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(parseBroker);
  const known = brokers.filter((broker) => broker !== null);
  return known.length === brokers.length && brokers.length > 0 && brokers.length <= brokersMax ? known : null;
}

function parseBroker(text: string): string | null {
  const [, host, digits] = /^([^:]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const hostname = normaliseHost(host ?? "");
  const port = digits === undefined ? kafkaPort : Number(digits);
  return hostname === null || port < 1 || port > 65_535 ? null : `${hostname}:${port}`;
}

const amqpPort = 5672;
const amqpsPort = 5671;

/**
 * Reads an AMQP URI such as `amqp://user:password@host:5672/vhost`; null when it is none. Without a user it is guest, guest; without a
 * path the virtual host is `/`. What a query would tune is ours to choose.
 */
export function parseAmqpUrl(text: string): RabbitMqConnection | null {
  const url = URL.parse(text);
  if (url === null || text.length > addressLengthMax || !/^amqps?:$/.test(url.protocol)) return null;
  const hostname = normaliseHost(url.hostname);
  // An @ behind the host is the end of a password with a character in it that has to be encoded.
  if (hostname === null || url.port === "0" || url.pathname.includes("@") || url.hash !== "") return null;
  const isTls = url.protocol === "amqps:";
  const isGuest = url.username === "" && url.password === "";
  try {
    return {
      isTls,
      hostname: hostname.replace(/^\[(.*)\]$/, "$1"),
      port: url.port === "" ? (isTls ? amqpsPort : amqpPort) : Number(url.port),
      virtualHost: decodeURIComponent(url.pathname.slice(1)) || "/",
      login: {
        username: isGuest ? "guest" : decodeURIComponent(url.username),
        password: isGuest ? "guest" : decodeURIComponent(url.password),
        isPasswordSealed: false,
      },
    };
  } catch {
    // A percent sign that begins nothing.
    return null;
  }
}

/** A host as URLs of the web write it, which is how the guard knows it; null when it is none. */
function normaliseHost(host: string): string | null {
  if (host === "" || /[/?#@\\]/.test(host)) return null;
  return URL.parse(`http://${host}/`)?.hostname ?? null;
}
