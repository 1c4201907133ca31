import type { AsyncLocalStorage } from "node:async_hooks";
import type { Span, Tracer } from "@understudy/runtime";

declare global {
  /** Next.js bundles routes and pages apart from `main.ts`; the span of the request that they answer is found here. */
  var understudyTraces: AsyncLocalStorage<RequestTrace> | undefined;
}

/** The span of a request under way. */
export interface RequestTrace {
  tracer: Tracer;
  span: Span;
  /** What the route that answers says of itself: its template, such as `/api/v1/mocks/{id}`, and its `operationId`. */
  route: string | null;
  operation: string | null;
}

/** Null: nobody wants traces, or not of this request. */
export function findRequestTrace(): RequestTrace | null {
  return globalThis.understudyTraces?.getStore() ?? null;
}
