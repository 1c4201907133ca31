const names = new Map([
  ["http", "HTTP"],
  ["kafka", "Kafka"],
  ["rabbitmq", "RabbitMQ"],
]);

/** By which means a callback is sent. */
export function CallbackType({ type }: { type: string }) {
  return <span className="text-ink-soft">{names.get(type) ?? type}</span>;
}
