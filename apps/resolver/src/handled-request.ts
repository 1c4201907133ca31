import type { IncomingMessage, ServerResponse } from "node:http";
import type { CallTrace } from "./call-trace.ts";

/** A request on its way through the resolver. */
export interface HandledRequest {
  request: IncomingMessage;
  response: ServerResponse;
  /** Ours, on every answer and log line; a caller's own X-Request-Id is only logged (contract, Decided 18). */
  requestId: string;
  /** Path without the query, as it was sent. */
  path: string;
  /** Names and values in turn, for pages of another origin; none when no such page asks. */
  corsHeaders: readonly string[];
  /** Of a stub call, where somebody wants traces; else null. */
  trace: CallTrace | null;
}
