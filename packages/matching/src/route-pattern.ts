import { AppError, type MockDefinition, type Problem } from "@understudy/domain";
import { RE2JS } from "re2js";
import { compilePattern } from "./linear-pattern.ts";

/** The `routePattern` of a mock: a regular expression (RE2) that must match the whole path below the namespace. */
export interface RoutePattern {
  source: string;
  matches: (path: string) => boolean;
}

/** Compiles the pattern of a mock; `pattern` is null when it has none, or a route, which then counts alone. */
export function compileRoutePattern({ pathPrefix, http }: Pick<MockDefinition, "pathPrefix" | "http">): {
  pattern: RoutePattern | null;
  problems: Problem[];
} {
  if (!http?.routePattern || http.route) return { pattern: null, problems: [] };
  const prefix = (pathPrefix ?? "").replace(/^\/+|\/+$/g, "");
  const source = http.routePattern.replace(/^\^/, "");
  // As with a route, the first slash may be left out.
  const start = `${prefix === "" ? "" : `/${prefix}`}${/^[\w-]/.test(source) ? "/" : ""}`;
  try {
    const compiled = compilePattern(`${RE2JS.quote(start)}(?:${source})`);
    const literalStart = start + readLiteralStart(source);
    const matches = (path: string) => path.startsWith(literalStart) && compiled.isAll(path);
    return { pattern: { source: http.routePattern, matches }, problems: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { pattern: null, problems: [{ path: "$.http.routePattern", message: error.message }] };
  }
}

/** Text that every match begins with: compared first, it spares most requests the expression. */
function readLiteralStart(source: string): string {
  if (source.includes("|")) return "";
  const literal = /^[\w/-]*/.exec(source)?.[0] ?? "";
  // A repetition may repeat the last character not even once.
  return /^[?*+{]/.test(source.slice(literal.length)) ? literal.slice(0, -1) : literal;
}
