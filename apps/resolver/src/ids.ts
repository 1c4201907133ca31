import { randomBytes } from "node:crypto";

/** The id of a request: on its answer, in the log, and what its deliveries are found by. In order of time. */
export function createRequestId(): string {
  return `req_${createTimeOrderedId().toString("hex")}`;
}

/** A UUID of version 7 (RFC 9562): in order of time, so that new deliveries stand together in their index. */
export function createDeliveryId(): string {
  const hex = createTimeOrderedId().toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Randomness is taken in bulk: asking for it costs more than an answer from memory does. */
const pool = { bytes: Buffer.alloc(0), used: 0 };

/** The 16 bytes of a UUID of version 7; the randomness behind the time has 74 bits. */
function createTimeOrderedId(): Buffer {
  if (pool.used === pool.bytes.length) Object.assign(pool, { bytes: randomBytes(16 * 256), used: 0 });
  const bytes = pool.bytes.subarray(pool.used, pool.used + 16);
  pool.used += 16;
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes;
}
