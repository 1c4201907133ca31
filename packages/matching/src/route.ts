/**
 * A piece of a route between two slashes: literal text, a parameter that matches any one segment (contract E2), or the star at the end that
 * matches all the rest (contract E3).
 */
export type RouteSegment = { kind: "literal"; text: string } | { kind: "parameter"; name: string } | { kind: "rest" };

/**
 * Splits a path at its slashes. Leading, trailing and doubled slashes count: `/a/` is not `/a`.
 * The leading slash may be left out in a route.
 */
export function splitPath(path: string): string[] {
  return (path.startsWith("/") ? path.slice(1) : path).split("/");
}

/** Parses a route such as `/api/users/:id` or `/files/*`. Literal text is compared with the decoded path of a request. */
export function parseRoute(route: string): RouteSegment[] {
  const texts = splitPath(route);
  return texts.map((text, index) => {
    if (text === "*" && index === texts.length - 1) return { kind: "rest" };
    if (text.length > 1 && text.startsWith(":")) return { kind: "parameter", name: text.slice(1) };
    return { kind: "literal", text: decodeSegment(text) };
  });
}

/** What the path of a request gives to the parameters of a route; what a star stands for is called `*`. */
export function readPathParams(route: readonly RouteSegment[], segments: readonly string[]): Record<string, string> {
  // Without a prototype: a parameter may be called __proto__.
  const params = Object.create(null) as Record<string, string>;
  route.forEach((segment, index) => {
    if (segment.kind === "parameter") params[segment.name] = segments[index] ?? "";
    if (segment.kind === "rest") params["*"] = segments.slice(index).join("/");
  });
  return params;
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
