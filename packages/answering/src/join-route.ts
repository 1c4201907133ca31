/** A route below its path prefix: `v2/` and `/users` are `/v2/users`. */
export function joinRoute(prefix: string, route: string): string {
  const trimmed = prefix.replace(/^\/+|\/+$/g, "");
  return `${trimmed === "" ? "" : `/${trimmed}`}/${route.replace(/^\//, "")}`;
}
