import type { RequestView, Timeline } from "@understudy/management";

/** Rows that come at once; there are more behind them. */
export const requestsPerPage = 50;

export type RequestRow = ReturnType<typeof toRequestRow>;
export type RequestDetail = ReturnType<typeof toRequestDetail>;

/** What the list shows of a call: nothing of its bodies. */
export function toRequestRow(request: RequestView) {
  return {
    id: request.id,
    receivedAt: request.receivedAt,
    method: request.method,
    path: request.path,
    query: request.query,
    status: request.response.status,
    mockId: request.mockId,
    durationMs: request.durationMs,
  };
}

/** What the panel shows: the call, its answer, and what became of it. */
export function toRequestDetail({ request, causedBy, match, miss, callbacks, followUps, steps, isComplete }: Timeline) {
  const { namespace, headers, body, isBodyTruncated, address, response } = request;
  return {
    ...toRequestRow(request),
    ...{ namespace, headers, body, isBodyTruncated, address, response },
    ...{ causedBy, match, miss, steps, isComplete },
    unsent: callbacks.filter(({ reason }) => reason !== null),
    isUnsettled: callbacks.some(({ outcome }) => ["waiting", "parked", "pending", "sending"].includes(outcome)),
    followUps: followUps.map(({ request: { id, namespace: of } }) => ({ id, namespace: of })),
  };
}
