import type { Transaction } from "../client.ts";

/** Asks every resolver to write what it has noted of its calls: `<token>`. */
export const flushChannel = "request_log_flush";
/** Told by a resolver when it has: `<resolver id>:<token>`. */
export const flushedChannel = "request_log_flushed";

export async function askForFlush(tx: Transaction, token: string): Promise<void> {
  await tx.$executeRaw`select pg_notify(${flushChannel}, ${token})`;
}
