import { randomUUID } from "node:crypto";
import { type Admin, Kafka, logLevel } from "kafkajs";

/** A message as it lies in a topic. */
export interface StoredMessage {
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
}

function connectTo(broker: string): Kafka {
  return new Kafka({
    brokers: [broker],
    clientId: "test",
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    connectionTimeout: 2_000,
  });
}

async function withAdmin<Result>(broker: string, use: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = connectTo(broker).admin();
  try {
    await admin.connect();
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Rejects while the broker does not answer, or has not joined its cluster. */
export async function probeKafka(broker: string): Promise<void> {
  // It finds a coordinator only when the topic of consumers' offsets is made, which this does.
  await withAdmin(broker, async (admin) => {
    await admin.describeCluster();
    await admin.describeGroups(["nobody"]);
  });
}

/** Makes a topic of one partition, by default with a name of its own; one that is there is made anew. */
export async function createTopic(
  broker: string,
  topic = `topic-${randomUUID()}`,
  config: Readonly<Record<string, string>> = {},
): Promise<string> {
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  if (await withAdmin(broker, async (admin) => (await admin.listTopics()).includes(topic)))
    await deleteTopic(broker, topic);
  await withAdmin(broker, (admin) => admin.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }] }));
  // The answer comes before every broker knows of it.
  for (;;) if (await withAdmin(broker, (admin) => admin.fetchTopicOffsets(topic)).catch(() => null)) return topic;
}

/** Deletes a topic, and waits until nobody knows it any more. */
export async function deleteTopic(broker: string, topic: string): Promise<void> {
  await withAdmin(broker, async (admin) => {
    await admin.deleteTopics({ topics: [topic] });
    while ((await admin.listTopics()).includes(topic));
  });
}

/** How many messages were written to a topic. */
export async function countMessages(broker: string, topic: string): Promise<number> {
  const offsets = await withAdmin(broker, (admin) => admin.fetchTopicOffsets(topic));
  return offsets.reduce((sum, { high }) => sum + Number(high), 0);
}

/** All that lies in a topic now, in its order. */
export async function readMessages(broker: string, topic: string): Promise<StoredMessage[]> {
  const count = await countMessages(broker, topic);
  const messages: StoredMessage[] = [];
  if (count === 0) return messages;
  const consumer = connectTo(broker).consumer({ groupId: randomUUID() });
  const isDone = Promise.withResolvers<undefined>();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage({ message: { key, value, headers } }) {
      const texts = Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)]);
      messages.push({
        key: key?.toString() ?? null,
        value,
        headers: Object.fromEntries(texts) as Record<string, string>,
      });
      if (messages.length === count) isDone.resolve(undefined);
      return Promise.resolve();
    },
  });
  await isDone.promise;
  await consumer.disconnect();
  return messages;
}
