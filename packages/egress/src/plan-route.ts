import type { UrlVerdict } from "./destination-guard.ts";
import type { GuardedAgent, Route } from "./guarded-agent.ts";
import type { HeaderList } from "./http-result.ts";

/** Where a request that the guard let through is dialled, what it asks for there, and headers that this needs. */
export interface PlannedRoute {
  route: Route;
  path: string;
  headers: HeaderList;
}

export function planRoute(verdict: Exclude<UrlVerdict, { kind: "blocked" }>, agent: GuardedAgent): PlannedRoute {
  const { url } = verdict;
  if (verdict.kind === "allowed") {
    return { route: { origin: url.origin, isOwn: false }, path: url.pathname + url.search, headers: [] };
  }
  // Dialled elsewhere, asked for by its own name.
  const route = { origin: agent.guard.ownOrigin.resolverOrigin, isOwn: true };
  return { route, path: verdict.path, headers: [["host", url.host]] };
}
