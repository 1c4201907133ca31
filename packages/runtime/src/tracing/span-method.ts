/** Methods that OpenTelemetry's conventions know. */
const known = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY"]);

/** An HTTP method, as spans name it: a caller may send any word, and names of spans must be few. */
export function spanMethodOf(method: string | undefined): string {
  return method !== undefined && known.has(method) ? method : "_OTHER";
}
