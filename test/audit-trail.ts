import type { Management } from "../packages/management/src/index.ts";

/** Does to the audit trail what the product never does: as whoever has the database, with its triggers off. */
export async function tamper(management: Management, statement: string): Promise<void> {
  await management.db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe("set local session_replication_role = replica");
    await tx.$executeRawUnsafe(statement);
  });
}
