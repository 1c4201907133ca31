import { createHmac, timingSafeEqual } from "node:crypto";
import { hopsHeader } from "@understudy/domain";

/** At this depth a stub still answers, and its own callbacks are skipped. */
export const hopsMax = 10;

/** The value of the hops header, `<n>.<HMAC>`, for a request at depth `hops`, 0 to 10. */
export function signHops(hops: number, key: Uint8Array): string {
  if (!Number.isInteger(hops) || hops < 0 || hops > hopsMax) {
    throw new RangeError(`hops must be a whole number from 0 to ${hopsMax}, not ${hops}`);
  }
  return `${hops}.${macOf(hops, key)}`;
}

/** The depth that a request's header names; 0 when it is absent, repeated, malformed or not signed by us. */
export function readHops(headerValue: string | readonly string[] | undefined, key: Uint8Array): number {
  if (typeof headerValue !== "string") return 0;
  const [, digits, mac] = /^(\d{1,2})\.([0-9a-f]{32})$/.exec(headerValue) ?? [];
  if (digits === undefined || mac === undefined) return 0;
  const hops = Number(digits);
  const isSigned = timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(hops, key)));
  return isSigned && hops <= hopsMax ? hops : 0;
}

function macOf(hops: number, key: Uint8Array): string {
  return createHmac("sha256", key).update(`${hopsHeader}:${hops}`).digest("hex").slice(0, 32);
}
