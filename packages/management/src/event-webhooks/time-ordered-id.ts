import { randomUUID } from "node:crypto";

/** Ids of one moment are told apart by this, so that those of a batch are in its order. */
let count = 0;

/** A UUID of version 7 (RFC 9562): in order of time, as the ids of deliveries are. */
export function createTimeOrderedId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  count = (count + 1) % 0x1000;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, "0")}-${randomUUID().slice(19)}`;
}
