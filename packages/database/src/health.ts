import type { Transaction } from "./client.ts";

/** Resolves when the database answers. */
export async function pingDatabase(tx: Transaction): Promise<void> {
  await tx.$queryRaw`select 1`;
}
