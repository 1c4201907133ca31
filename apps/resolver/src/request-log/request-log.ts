import type { BlockList } from "node:net";
import { acknowledgeFlush, flushChannel, listen, type LoggedRequest, openPool } from "@understudy/database";
import type { Logger } from "@understudy/runtime";
import { createLogWriter } from "./log-writer.ts";
import type { NotedCall } from "./noted-call.ts";
import { createSerialWriter, type SerialWriter } from "./serial-writer.ts";
import { toLoggedRequest } from "./to-logged-request.ts";

/** Journal and counters of stub calls, written behind: noting one never waits, and never fails (design 7). */
export interface RequestLog {
  /** Call when the answer is out. */
  note: (call: NotedCall) => void;
  /** The row of a call that is written with what the call commits. */
  describe: (call: NotedCall) => LoggedRequest;
  /** Writes what is left. */
  close: () => Promise<void>;
}

export interface RequestLogOptions {
  databaseUrl: string;
  resolverId: string;
  log: Logger;
  trustedProxies: BlockList;
}

/** A resolver that is killed loses the calls of this time, and those that were being written. */
const flushIntervalMs = 500;
/** Rows that are written in that time unless a reader asks for all: with ten times as many a static answer lost a fifth of its rate to them. */
const rowsPerIntervalMax = 100;
const statementTimeoutMs = 10_000;

/** Resolves when readers can ask for a flush. */
export async function openRequestLog(options: RequestLogOptions): Promise<RequestLog> {
  const { databaseUrl, resolverId, log, trustedProxies } = options;
  const pool = openPool({ databaseUrl, connectionsMax: 1, statementTimeoutMs });
  const calls = createLogWriter({ pool, trustedProxies, log });
  const writer = createSerialWriter((rowsMax) => calls.writeUpTo(rowsMax));
  const stopWriting = writeRegularly(writer, log);
  const listener = listen({
    databaseUrl,
    channels: [flushChannel],
    onConnect: () => Promise.resolve(),
    onNotification(_channel, token) {
      // When this fails, who asked stops waiting by itself.
      void writer
        .write(Infinity)
        .then(() => acknowledgeFlush(pool, { resolverId, token }))
        .catch(() => undefined);
    },
    onDisconnect: () => undefined,
  });
  await listener.ready();
  return {
    note: (call) => calls.note(call),
    describe: (call) => toLoggedRequest(call, trustedProxies),
    async close() {
      stopWriting();
      await listener.close();
      await writer.write(Infinity).catch((error: unknown) => {
        log.warn({ event: "request_log.lost", error: String(error) }, "The last calls could not be logged");
      });
      await pool.end();
    },
  };
}

/** Says once that it can't be done, and once that it can be done again. */
function writeRegularly(writer: SerialWriter, log: Logger): () => void {
  let isAway = false;
  const writeSome = async (): Promise<void> => {
    try {
      await writer.write(rowsPerIntervalMax);
      if (isAway) log.info({ event: "request_log.back" }, "Calls are logged again");
      isAway = false;
    } catch (error) {
      if (!isAway) log.warn({ event: "request_log.away", error: String(error) }, "Calls wait to be logged");
      isAway = true;
    }
  };
  const timer = setInterval(() => {
    if (!writer.isBusy()) void writeSome();
  }, flushIntervalMs);
  return () => clearInterval(timer);
}
