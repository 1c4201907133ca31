const brokerUrl = /^(?:kafka|amqps?):\/\/([^/]+)/;

/** Host and port of a destination, or brokers with theirs; null where it has none. */
export function findHost(destination: string | null): string | null {
  if (destination === null) return null;
  const brokers = brokerUrl.exec(destination)?.[1];
  if (brokers !== undefined) return brokers;
  const url = URL.parse(destination);
  return url === null || url.host === "" ? null : url.host;
}

/** What a list is filtered by to show the deliveries with this destination: on a broker each topic and queue is a target. */
export function findTarget(destination: string | null): string | null {
  return destination !== null && brokerUrl.test(destination) ? destination : findHost(destination);
}
