import { randomUUID } from "node:crypto";

/** The id of a request: on its answer, in the log, and what its deliveries are found by. */
export function createRequestId(): string {
  return `req_${randomUUID().replaceAll("-", "")}`;
}
