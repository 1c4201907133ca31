/** Which calls are shown, by whether a mock answered. */
const outcomes = ["matched", "unmatched"] as const;
type Outcome = (typeof outcomes)[number];

/** What the address line says about the list of requests: it survives a reload and can be sent to somebody. */
export interface RequestsAddress {
  /** Null: all. */
  outcome: Outcome | null;
  /** A part of it; empty: any. */
  path: string;
  /** Id of the mock that answered; empty: any. */
  mock: string;
  /** Id of the request that is open. */
  request: string | null;
}

export const noRequestsFilter: RequestsAddress = { outcome: null, path: "", mock: "", request: null };

/** Reads it; what makes no sense counts as absent. */
export function parseRequestsAddress(params: URLSearchParams): RequestsAddress {
  return {
    outcome: outcomes.find((outcome) => outcome === params.get("outcome")) ?? null,
    path: params.get("path")?.slice(0, 2_000) ?? "",
    mock: params.get("mock")?.slice(0, 200) ?? "",
    request: params.get("request")?.slice(0, 200) ?? null,
  };
}

/** Writes it, as the part of the address from `?` on; what is usual is left out. */
export function renderRequestsAddress({ outcome, path, mock, request }: RequestsAddress): string {
  const params = new URLSearchParams();
  if (outcome !== null) params.set("outcome", outcome);
  if (path !== "") params.set("path", path);
  if (mock !== "") params.set("mock", mock);
  if (request !== null) params.set("request", request);
  return params.size === 0 ? "?" : `?${params.toString()}`;
}

/** What the server is asked for. */
export function toListInput(namespace: string, { outcome, path, mock }: RequestsAddress) {
  return {
    namespace,
    isMatched: outcome === null ? null : outcome === "matched",
    path: path.trim(),
    mockId: mock.trim(),
  };
}

export function isFiltered({ outcome, path, mock }: RequestsAddress): boolean {
  return outcome !== null || path !== "" || mock !== "";
}
