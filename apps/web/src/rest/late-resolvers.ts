import type { Context } from "hono";

/** Names resolvers that may still answer the old way for a moment (design 6). */
const notYetVisibleHeader = "understudy-not-yet-visible";

export function nameLateResolvers(context: Context, ids: readonly string[]): void {
  if (ids.length > 0) context.header(notYetVisibleHeader, ids.join(", "));
}
