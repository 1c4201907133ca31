import { createHash } from "node:crypto";
import { countAttempt, type Database, findThrottled, forgetAttempts, type ThrottleRule } from "@understudy/database";
import { AppError } from "@understudy/domain";
import { networkOf } from "./network-of.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** What must not be done too often, and how long one has to wait. They are kept in the database: all processes count together. */
const rules = {
  /** Wrong passwords of one login. */
  guess: { free: 4, firstWaitMs: second, waitMsMax: 15 * minute, memoryMs: hour },
  /** Wrong passwords from one address, behind which may be many people. */
  guesses: { free: 99, firstWaitMs: second, waitMsMax: 5 * minute, memoryMs: hour },
  /** Mails to one mailbox that nobody proved to own. */
  mail: { free: 1, firstWaitMs: minute, waitMsMax: hour, memoryMs: 2 * hour },
  /** Mails that one address asked for. */
  mails: { free: 9, firstWaitMs: minute, waitMsMax: hour, memoryMs: 2 * hour },
  /** Accounts that one address made for itself. */
  signUps: { free: 9, firstWaitMs: minute, waitMsMax: hour, memoryMs: 2 * hour },
} as const satisfies Record<string, ThrottleRule>;

type Purpose = keyof typeof rules;

/** Something that is counted: what for, and the hash of whose it is. */
export interface Throttled {
  purpose: Purpose;
  key: Buffer;
}

const ofAddresses: readonly Purpose[] = ["guesses", "mails", "signUps"];

/** `of`: a login, an address or a mailbox, as the purpose says. */
export function throttled(purpose: Purpose, of: string): Throttled {
  const name = ofAddresses.includes(purpose) ? networkOf(of) : of;
  return { purpose, key: createHash("sha256").update(`${purpose}:${name}`).digest() };
}

/** Throws `rate_limit` while one of these has to wait. */
export async function requireNoWait(db: Database, things: readonly Throttled[]): Promise<void> {
  const keys = things.map(({ key }) => key);
  const found = await findThrottled(db, keys);
  if (found === null) return;
  const retryAfterSeconds = Math.ceil(found.waitMs / second);
  const unit = retryAfterSeconds === 1 ? "second" : "seconds";
  throw new AppError("rate_limit", `too many attempts; try again in ${retryAfterSeconds} ${unit}`, {
    retryAfterSeconds,
  });
}

/** Counts one attempt at each of these. */
export async function countFor(db: Database, things: readonly Throttled[]): Promise<void> {
  for (const { purpose, key } of things) await countAttempt(db, key, rules[purpose]);
}

/** Begins to count from the beginning. */
export async function forget(db: Database, { key }: Throttled): Promise<void> {
  await forgetAttempts(db, key);
}
