import { dueChannel, listen } from "../packages/database/src/index.ts";

/** What workers would hear. */
export interface HeardWakes {
  /** How often since it was last asked; what was committed before counts. */
  count: () => Promise<number>;
  close: () => Promise<void>;
}

const echoChannel = "heard_wakes";

/** Listens as a worker does. */
export async function hearWakes(databaseUrl: string): Promise<HeardWakes> {
  let wakes = 0;
  let echo = Promise.withResolvers<undefined>();
  let say = (): Promise<void> => Promise.resolve();
  const listener = listen({
    databaseUrl,
    channels: [dueChannel, echoChannel],
    onConnect(client) {
      say = async () => {
        await client.query(`notify ${echoChannel}`);
      };
      return Promise.resolve();
    },
    onNotification(channel) {
      if (channel === dueChannel) wakes += 1;
      else echo.resolve(undefined);
    },
    onDisconnect: () => undefined,
  });
  await listener.ready();
  return {
    async count() {
      echo = Promise.withResolvers();
      // Notifications come in the order of their commits.
      await say();
      await echo.promise;
      const heard = wakes;
      wakes = 0;
      return heard;
    },
    close: () => listener.close(),
  };
}
