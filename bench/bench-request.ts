/** One request to measure with; several are sent in turn. */
export interface BenchRequest {
  method: "GET" | "POST";
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export function get(path: string): BenchRequest {
  return { method: "GET", path, headers: {}, body: "" };
}

export function postJson(path: string, body: string): BenchRequest {
  return { method: "POST", path, headers: { "content-type": "application/json" }, body };
}
