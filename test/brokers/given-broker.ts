import { lookup } from "node:dns/promises";

/** A broker that runs already and was not started by us: it can't be stopped, and only its plain listener is known. */
export async function findGivenRabbitMq(): Promise<{ url: string; address: string } | null> {
  const given = process.env["TEST_AMQP_URL"];
  if (!given) return null;
  const url = URL.parse(given);
  if (url?.protocol !== "amqp:") {
    throw new Error("TEST_AMQP_URL must be a URL such as amqp://guest:guest@localhost:5672/");
  }
  const address = await toAddress(url.hostname, url.port || "5672");
  const login = url.username === "" ? "guest:guest" : `${url.username}:${url.password}`;
  return { address, url: `amqp://${login}@${address}${url.pathname || "/"}` };
}

/** `host:port` of the first; it must advertise this very address. */
export async function findGivenKafka(): Promise<string | null> {
  const given = process.env["TEST_KAFKA_BROKERS"];
  if (!given) return null;
  const [, hostname, port] = /^([^:,\s]+):(\d+)(,|$)/.exec(given.trim()) ?? [];
  if (hostname === undefined || port === undefined) {
    throw new Error("TEST_KAFKA_BROKERS must be host:port, several of them comma-separated, such as localhost:9092");
  }
  return toAddress(hostname, port);
}

/** Guards of tests know no names. */
async function toAddress(hostname: string, port: string): Promise<string> {
  const { address } = await lookup(hostname, { family: 4 });
  return `${address}:${port}`;
}

/** What a test would have to do to a broker that is not ours. */
export function refuseToChange(): Promise<never> {
  return Promise.reject(new Error("a broker that is given is not stopped or started by tests"));
}
