import { randomUUID } from "node:crypto";
import {
  type AttemptRecord,
  type ClaimRoom,
  commitRequests,
  type NewDelivery,
  openPool,
  type Pool,
} from "../packages/database/src/index.ts";

/** A pool as the worker has one. */
export function openTestPool(databaseUrl: string): Pool {
  return openPool({ databaseUrl, connectionsMax: 6, statementTimeoutMs: 10_000 });
}

/** A delivery that is due now, with a message of some bytes. */
export function makeDelivery(given: Partial<NewDelivery> = {}): NewDelivery {
  return {
    id: randomUUID(),
    namespace: "sandbox",
    state: "pending",
    stateReason: null,
    pool: 0,
    target: "target:80",
    dueInMs: -10,
    attemptsMax: 3,
    retryDelayMs: 1000,
    timeoutMs: 30_000,
    retryPolicy: null,
    delayMs: null,
    mockId: "mock",
    mockVersion: 1,
    requestId: "request",
    callback: { index: 0, name: null, type: "http" },
    isSynchronous: false,
    afterId: null,
    message: { head: Buffer.from("{}"), body: Buffer.from("body") },
    ...given,
  };
}

/** The first attempt at a delivery, which it took. */
export function deliveredOf({ namespace, id }: NewDelivery): AttemptRecord {
  return {
    ...{ namespace, deliveryId: id, number: 1, startedAt: new Date(), durationMs: 1 },
    ...{ isDelivered: true, errorClass: null, error: null, statusCode: 200, address: null, retryInMs: null },
    ...{ responseHeaders: null, responseBody: null, isResponseTruncated: false },
  };
}

export async function insertDeliveries(pool: Pool, deliveries: readonly NewDelivery[]): Promise<void> {
  await commitRequests(pool, [{ deliveries, storeWrites: [] }]);
}

/** The row of a delivery, as it stands in the table. */
export async function readDeliveryRow(pool: Pool, id: string): Promise<Record<string, unknown>> {
  const { rows } = await pool.query<Record<string, unknown>>(
    "select *, due_at <= clock_timestamp() as is_due from delivery where id = $1",
    [id],
  );
  if (rows[0] === undefined) throw new Error(`no delivery ${id}`);
  return rows[0];
}

/** Room for so many deliveries of pool 0, of lanes that nothing is known of. */
export function makeRoom(room: number, given: Partial<ClaimRoom["pools"][number]> = {}): ClaimRoom {
  const poolRoom = { pool: 0, room, cautious: room, laneRoom: room, groupRoom: room, waitedMs: 0, backlogMax: null };
  return { pools: [{ ...poolRoom, ...given }], lanes: [], namespaces: [], targets: [] };
}
