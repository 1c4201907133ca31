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

/** Digits of one id that are random. */
const randomDigits = 19;
/** Randomness is taken in bulk, and made text in bulk: for each id alone it would cost more than matching does. */
const pool = { digits: "", used: 0 };

/** The digits of a UUID of version 7; the randomness behind the time has 74 bits. */
function createTimeOrderedId(): string {
  if (pool.used + randomDigits > pool.digits.length) {
    pool.digits = randomBytes((randomDigits * 256) / 2).toString("hex");
    pool.used = 0;
  }
  const start = pool.used;
  pool.used += randomDigits;
  const { digits } = pool;
  const variant = variants[Number.parseInt(digits.charAt(start), 16) & 3] ?? "8";
  return `${renderTime(Date.now())}7${digits.slice(start + 1, start + 4)}${variant}${digits.slice(start + 4, start + 19)}`;
}

/** Two bits are the variant of the layout, two are random. */
const variants = ["8", "9", "a", "b"];

/** Many ids are made in one millisecond. */
const rendered = { ms: 0, digits: "" };

function renderTime(ms: number): string {
  if (ms !== rendered.ms) Object.assign(rendered, { ms, digits: ms.toString(16).padStart(12, "0") });
  return rendered.digits;
}
