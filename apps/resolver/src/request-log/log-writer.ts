import type { BlockList } from "node:net";
import { foldUses, type Pool, recordRequests, type RequestRecords } from "@understudy/database";
import type { Logger } from "@understudy/runtime";
import { hasDataError } from "../request-work.ts";
import { createCallBuffer } from "./call-buffer.ts";
import { createCallCounts } from "./call-counts.ts";
import { createMissedCalls } from "./missed-calls.ts";
import type { NotedCall } from "./noted-call.ts";
import { createPruner } from "./pruner.ts";
import { toLoggedRequest } from "./to-logged-request.ts";

/** Calls that were noted, on their way into the database. */
export interface LogWriter {
  note: (call: NotedCall) => void;
  /** Writes all counts, and at most so many rows. Throws when the database is away: nothing is lost by that. */
  writeUpTo: (rowsMax: number) => Promise<void>;
}

const batchRowsMax = 1_000;
const batchBytesMax = 8 * 1024 * 1024;
/** After so many writes uses are added up, if nobody reads: some ten seconds. */
const writesPerFold = 20;
/** Most that waits in memory, while the database is away for example; older calls are dropped then. */
const waitingBytesMax = 64 * 1024 * 1024;

export function createLogWriter(options: { pool: Pool; trustedProxies: BlockList; log: Logger }): LogWriter {
  const { pool, trustedProxies, log } = options;
  const counts = createCallCounts();
  const missed = createMissedCalls();
  const pruner = createPruner(pool);
  const buffer = createCallBuffer({
    bytesMax: waitingBytesMax,
    onDrop: ({ namespace }) => counts.addUnwritten(namespace, 1),
  });
  /** What could not be written the last time. If only the confirmation was lost, its counts are counted twice. */
  let unwritten: RequestRecords | null = null;
  const addUp = createAdder(pool);

  const takeBatch = (rowsMax: number): RequestRecords => {
    const calls = buffer.take({ callsMax: Math.min(rowsMax, batchRowsMax), bytesMax: batchBytesMax });
    const requests = calls.map((call) => toLoggedRequest(call.unpack(), trustedProxies));
    return { ...counts.take(), undefinedRequests: missed.take(), requests };
  };

  /** What the database refuses must not keep all others waiting for ever. */
  const withoutRows = (records: RequestRecords, error: unknown): RequestRecords => {
    const { requests } = records;
    log.error({ event: "request_log.refused", error: String(error), rows: requests.length }, "Calls can't be logged");
    for (const { namespace } of requests) counts.addUnwritten(namespace, 1);
    return { ...records, requests: [], undefinedRequests: [] };
  };

  const write = async (records: RequestRecords): Promise<void> => {
    unwritten = records;
    try {
      if (!isEmpty(records)) await recordRequests(pool, records);
    } catch (error) {
      if (!hasDataError(error)) throw error;
      unwritten = withoutRows(records, error);
      await recordRequests(pool, unwritten);
    }
    unwritten = null;
    await pruner.prune(records);
  };

  return {
    note(call) {
      counts.add(call);
      if (call.outcome === "unmatched") missed.add(call);
      if (call.isCommitted) pruner.touch(call);
      else buffer.add(call);
    },
    async writeUpTo(rowsMax) {
      if (unwritten !== null) await write(unwritten);
      let rowsLeft = rowsMax;
      do {
        const batch = takeBatch(rowsLeft);
        await write(batch);
        rowsLeft -= batch.requests.length;
      } while (buffer.size > 0 && rowsLeft > 0);
      await addUp(rowsMax === Infinity);
    },
  };
}

/** Adds uses up, after every few writes or for a reader, who has to find all of them. */
function createAdder(pool: Pool): (isForReader: boolean) => Promise<void> {
  let writes = 0;
  return async (isForReader) => {
    writes += 1;
    if (!isForReader && writes < writesPerFold) return;
    await foldUses(pool);
    writes = 0;
  };
}

function isEmpty({ requests, counts, uses, undefinedRequests }: RequestRecords): boolean {
  return requests.length + counts.length + uses.length + undefinedRequests.length === 0;
}
