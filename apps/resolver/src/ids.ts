import { randomBytes } from "node:crypto";

/** The id of a request: on its answer, in the log, and what its deliveries are found by. In order of time. */
export function createRequestId(): string {
  return `req_${createTimeOrderedId()}`;
}

/** A UUID of version 7 (RFC 9562): in order of time, so that new deliveries stand together in their index. */
export function createDeliveryId(): string {
  const hex = createTimeOrderedId();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Digits of one id that are random: 62 bits of them are, two are the variant of the layout. */
const randomDigits = 16;
/** Randomness is taken in bulk, and made text in bulk: for each id alone it would cost more than matching does. */
const pool = { digits: "", used: 0 };

/** The digits of a UUID of version 7; those behind the time count, so that ids of one process are in order within a millisecond too. */
function createTimeOrderedId(): string {
  if (pool.used + randomDigits > pool.digits.length) {
    pool.digits = randomBytes((randomDigits * 256) / 2).toString("hex");
    pool.used = 0;
  }
  const start = pool.used;
  pool.used += randomDigits;
  const { digits } = pool;
  const variant = variants[Number.parseInt(digits.charAt(start), 16) & 3] ?? "8";
  return `${nextMoment()}${variant}${digits.slice(start + 1, start + randomDigits)}`;
}

/** Two bits are the variant of the layout, two are random. */
const variants = ["8", "9", "a", "b"];

const countMax = 0xfff;
/** The last moment that was given out; its digits are kept, as many ids are made in one millisecond. */
const last = { ms: 0, digits: "", count: 0 };

/** Time, version and count. Never goes back, and when all counts of a millisecond are given out it goes on to the next. */
function nextMoment(): string {
  const now = Date.now();
  last.count += 1;
  if (now > last.ms || last.count > countMax) {
    last.ms = Math.max(now, last.ms + 1);
    last.digits = last.ms.toString(16).padStart(12, "0");
    last.count = 0;
  }
  return `${last.digits}7${last.count.toString(16).padStart(3, "0")}`;
}
