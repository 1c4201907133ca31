import { type Channel, connect, type GetMessage } from "amqplib";

async function withChannel<Result>(broker: string, use: (channel: Channel) => Promise<Result>): Promise<Result> {
  const model = await connect(`amqp://guest:guest@${broker}/`, { noDelay: true });
  try {
    return await use(await model.createChannel());
  } finally {
    await model.close();
  }
}

/** Makes a queue that outlives the broker, bound to a topic exchange of the same name for keys that begin with `a.`. */
export async function makeQueue(broker: string, name: string): Promise<string> {
  await withChannel(broker, async (channel) => {
    await channel.assertQueue(name, { durable: true });
    await channel.assertExchange(name, "topic", { durable: true });
    await channel.bindQueue(name, name, "a.#");
  });
  return name;
}

/** Takes all that is in a queue now, in its order. */
export async function takeMessages(broker: string, queue: string): Promise<GetMessage[]> {
  return withChannel(broker, async (channel) => {
    const messages: GetMessage[] = [];
    for (let message = await channel.get(queue); message !== false; message = await channel.get(queue)) {
      channel.ack(message);
      messages.push(message);
    }
    return messages;
  });
}
