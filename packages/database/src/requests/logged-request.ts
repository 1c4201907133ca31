/** A stub call and its answer, as the request log keeps them. Headers are JSON text in UTF-8 of names and values in their order. */
export interface LoggedRequest {
  namespace: string;
  /** As in X-Request-Id: in order of time. */
  id: string;
  receivedAt: Date;
  method: string;
  /** Below the namespace, as it was sent. */
  path: string;
  /** Behind the question mark. */
  query: string;
  requestHeaders: Uint8Array;
  requestBody: Uint8Array | null;
  isRequestBodyTruncated: boolean;
  address: string;
  /** Null: no mock answered. */
  mockId: string | null;
  mockVersion: number | null;
  status: number;
  responseHeaders: Uint8Array;
  responseBody: Uint8Array | null;
  isResponseBodyTruncated: boolean;
  durationMs: number;
}

/** Inserts the rows whose columns are the parameters from `$<first>` on. A row that is there already stays. */
export function insertLoggedRequests(first: number): string {
  const lists = columns.map(({ type }, index) => `$${first + index}::${type}[]`).join(", ");
  const names = columns.map(({ name }) => name).join(", ");
  return `insert into logged_request (${names}) select * from unnest(${lists}) on conflict do nothing`;
}

/** The parameters of `insertLoggedRequests`, in its order. */
export function columnsOfLoggedRequests(rows: readonly LoggedRequest[]): unknown[][] {
  return columns.map(({ field }) => rows.map((row) => row[field]));
}

const columns = [
  { name: "namespace", type: "text", field: "namespace" },
  { name: "id", type: "text", field: "id" },
  { name: "received_at", type: "timestamptz", field: "receivedAt" },
  { name: "method", type: "text", field: "method" },
  { name: "path", type: "text", field: "path" },
  { name: "query", type: "text", field: "query" },
  { name: "request_headers", type: "bytea", field: "requestHeaders" },
  { name: "request_body", type: "bytea", field: "requestBody" },
  { name: "is_request_body_truncated", type: "boolean", field: "isRequestBodyTruncated" },
  { name: "address", type: "text", field: "address" },
  { name: "mock_id", type: "text", field: "mockId" },
  { name: "mock_version", type: "int", field: "mockVersion" },
  { name: "status", type: "smallint", field: "status" },
  { name: "response_headers", type: "bytea", field: "responseHeaders" },
  { name: "response_body", type: "bytea", field: "responseBody" },
  { name: "is_response_body_truncated", type: "boolean", field: "isResponseBodyTruncated" },
  { name: "duration_ms", type: "int", field: "durationMs" },
] as const satisfies { name: string; type: string; field: keyof LoggedRequest }[];

/** How many parameters `insertLoggedRequests` takes. */
export const loggedRequestColumns = columns.length;
