import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { LoadedStubRules } from "@understudy/database";
import { AppError, stubKeyHeader } from "@understudy/domain";

/** What calls of a namespace's stubs must keep to (design 22). There is none where they are open and without bounds. */
export interface StubGate {
  /** Hashes of the keys of which a caller must show one; null: the stubs are open. */
  keyHashes: ReadonlySet<string> | null;
  callsPerMinute: number | null;
  /** Null: the installation's. */
  bodyBytesMax: number | null;
  minute: Minute;
}

/** Calls of the minute that is under way, of this process alone. */
interface Minute {
  /** As `performance.now()` has it. */
  startedAt: number;
  calls: number;
}

const minuteMs = 60_000;

/** Null: nobody has to keep to anything. The calls of the minute are those that the one before has counted. */
export function createStubGate(rules: LoadedStubRules, before: StubGate | null): StubGate | null {
  const { access, callsPerMinute, bodyBytesMax, keyHashes } = rules;
  if (access === "open" && callsPerMinute === null && bodyBytesMax === null) return null;
  return {
    keyHashes: access === "open" ? null : new Set(keyHashes),
    callsPerMinute,
    bodyBytesMax,
    minute: before?.minute ?? { startedAt: -Infinity, calls: 0 },
  };
}

/** Whether the caller may know that there is such a namespace. */
export function isAdmitted({ keyHashes }: StubGate, { headers }: IncomingMessage): boolean {
  if (keyHashes === null) return true;
  const key = headers[stubKeyHeader];
  return typeof key === "string" && keyHashes.has(createHash("sha256").update(key).digest("hex"));
}

/** Counts a call. Throws when it is one too many. */
export function countCall({ callsPerMinute, minute }: StubGate, now: number): void {
  if (callsPerMinute === null) return;
  if (now - minute.startedAt >= minuteMs) Object.assign(minute, { startedAt: now, calls: 0 });
  if (minute.calls >= callsPerMinute) {
    const retryAfterSeconds = Math.ceil((minute.startedAt + minuteMs - now) / 1000);
    const limit = `the stubs of this namespace may be called ${callsPerMinute} times a minute; wait for the next one`;
    throw new AppError("rate_limit", limit, { retryAfterSeconds });
  }
  minute.calls += 1;
}
