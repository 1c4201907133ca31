import type { Transaction } from "./client.ts";

/** Resolves when the database answers and takes writes; a standby does not. */
export async function pingDatabase(tx: Transaction): Promise<void> {
  const rows = await tx.$queryRaw<{ isStandby: boolean }[]>`select pg_is_in_recovery() as "isStandby"`;
  if (rows[0]?.isStandby !== false) throw new Error("it is a standby, which takes no writes");
}
