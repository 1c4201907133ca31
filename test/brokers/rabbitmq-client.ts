import { type Channel, connect, type GetMessage } from "amqplib";

async function withChannel<Result>(url: string, use: (channel: Channel) => Promise<Result>): Promise<Result> {
  const model = await connect(url, { noDelay: true });
  try {
    return await use(await model.createChannel());
  } finally {
    await model.close();
  }
}

/** Makes a queue that outlives the broker, bound to a topic exchange of the same name for keys that begin with `a.`; empties one that is there. */
export async function makeQueue(url: string, name: string): Promise<string> {
  await withChannel(url, async (channel) => {
    await channel.assertQueue(name, { durable: true });
    await channel.purgeQueue(name);
    await channel.assertExchange(name, "topic", { durable: true });
    await channel.bindQueue(name, name, "a.#");
  });
  return name;
}

/** Takes all that is in a queue now, in its order. */
export async function takeMessages(url: string, queue: string): Promise<GetMessage[]> {
  return withChannel(url, async (channel) => {
    const messages: GetMessage[] = [];
    for (let message = await channel.get(queue); message !== false; message = await channel.get(queue)) {
      channel.ack(message);
      messages.push(message);
    }
    return messages;
  });
}
