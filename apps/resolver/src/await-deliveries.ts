import { finishedChannel, listen } from "@understudy/database";
import type { DeliveryKey, RequestWork } from "./request-work.ts";

/** Waits for the end of deliveries, for callers of mocks with synchronous callbacks (design 13). */
export interface DeliveryAwaiter {
  /** Resolves to whether all are final before the time is up. */
  awaitFinished: (keys: readonly DeliveryKey[], timeoutMs: number) => Promise<boolean>;
  close: () => Promise<void>;
}

/** A notification can be missed while the connection is made anew; what is awaited is looked at this often as well. */
const lookIntervalMs = 1_000;

export function openDeliveryAwaiter(options: {
  databaseUrl: string;
  findFinished: RequestWork["findFinished"];
}): DeliveryAwaiter {
  const awaited = new Map<string, { key: DeliveryKey; finish: () => void }>();
  const listener = listen({
    databaseUrl: options.databaseUrl,
    channels: [finishedChannel],
    onConnect: () => Promise.resolve(),
    onNotification: (_channel, payload) => awaited.get(payload)?.finish(),
    onDisconnect: () => undefined,
  });

  const look = async (): Promise<void> => {
    if (awaited.size === 0) return;
    const keys = [...awaited.values()].map(({ key }) => key);
    for (const key of await options.findFinished(keys)) awaited.get(nameOf(key))?.finish();
  };
  // A look that fails is followed by another.
  const timer = setInterval(() => void look().catch(() => undefined), lookIntervalMs);

  const awaitOne = (key: DeliveryKey): Promise<void> =>
    new Promise((resolve) => {
      const finish = (): void => {
        awaited.delete(nameOf(key));
        resolve();
      };
      awaited.set(nameOf(key), { key, finish });
    });

  return {
    async awaitFinished(keys, timeoutMs) {
      const timeout = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => timeout.resolve(false), timeoutMs);
      const isFinished = await Promise.race([Promise.all(keys.map(awaitOne)).then(() => true), timeout.promise]);
      clearTimeout(timer);
      for (const key of keys) awaited.delete(nameOf(key));
      return isFinished;
    },
    async close() {
      clearInterval(timer);
      await listener.close();
    },
  };
}

/** As the notification names it. */
function nameOf({ namespace, id }: DeliveryKey): string {
  return `${namespace}:${id}`;
}
