/** A piece of a route between two slashes: literal text, or a parameter that matches any one segment (contract E2). */
export type RouteSegment = { kind: "literal"; text: string } | { kind: "parameter"; name: string };

/**
 * Splits a path at its slashes. Leading, trailing and doubled slashes count: `/a/` is not `/a`.
 * The leading slash may be left out in a route.
 */
export function splitPath(path: string): string[] {
  return (path.startsWith("/") ? path.slice(1) : path).split("/");
}

/** Parses a route such as `/api/users/:id`. Literal text is compared with the decoded path of a request. */
export function parseRoute(route: string): RouteSegment[] {
  return splitPath(route).map((segment) =>
    segment.length > 1 && segment.startsWith(":")
      ? { kind: "parameter", name: segment.slice(1) }
      : { kind: "literal", text: decodeSegment(segment) },
  );
}

/** Percent-decodes one segment; text that is not well-formed stays as it is. */
export function decodeSegment(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
