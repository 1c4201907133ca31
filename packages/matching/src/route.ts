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

/** What is kept of a route once it hangs in the tree: a namespace may have 100,000 of them. */
export interface RouteShape {
  /** A digit for each segment, the more specific the lower: 0 literal, 1 parameter, 2 star. */
  kinds: string;
  parameters: readonly { name: string; position: number }[];
}

const digits = { literal: "0", parameter: "1", rest: "2" } as const;
const noParameters: RouteShape["parameters"] = [];

export function toRouteShape(segments: readonly RouteSegment[]): RouteShape {
  const kinds = segments.map(({ kind }) => digits[kind]).join("");
  const parameters = segments.flatMap((segment, position) =>
    segment.kind === "literal" ? [] : [{ name: segment.kind === "rest" ? "*" : segment.name, position }],
  );
  return { kinds, parameters: parameters.length === 0 ? noParameters : parameters };
}

/** Whether a route ends with a star. */
export function isOpenEnded({ kinds }: Pick<RouteShape, "kinds">): boolean {
  return kinds.endsWith(digits.rest);
}

/** What the path of a request gives to the parameters of a route; what a star stands for is called `*`. */
export function readPathParams(route: RouteShape, segments: readonly string[]): Readonly<Record<string, string>> {
  if (route.parameters.length === 0) return noParams;
  const params = createParams();
  for (const { name, position } of route.parameters) params[name] = segments[position] ?? "";
  const rest = route.parameters.at(-1);
  if (rest !== undefined && isOpenEnded(route)) params[rest.name] = segments.slice(rest.position).join("/");
  return params;
}

/** Without a prototype: a parameter may be called __proto__. */
function createParams(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

const noParams: Readonly<Record<string, string>> = Object.freeze(createParams());

/** Percent-decodes one segment; text that is not well-formed stays as it is. */
export function decodeSegment(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
